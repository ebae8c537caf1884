using System.Reflection;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>What a C# expression is in SQL: one value, an object put together of values, or a group.</summary>
internal abstract record Shape(Type Type);

/// <summary>One value.</summary>
internal sealed record ValueShape(Type Type, ExpressionSyntax Sql) : Shape(Type);

/// <summary>
/// An object of several parts: a row of a source, <c>new { .. }</c>, <c>new Bar(..) { .. }</c>, a composite key.
/// </summary>
/// <param name="Type">Its type.</param>
/// <param name="Constructor">How it is made; null for a struct made empty, or for what cannot be made.</param>
/// <param name="Parts">Arguments of the constructor first, in order.</param>
internal sealed record ObjectShape(Type Type, ConstructorInfo? Constructor, IReadOnlyList<ObjectPart> Parts) : Shape(Type)
{
    public Shape? Member(string name) => Parts.FirstOrDefault(part => part.Name == name)?.Value;
}

/// <summary>One part of an object.</summary>
/// <param name="Name">The member that shows it.</param>
/// <param name="Value">What it is.</param>
/// <param name="Role">What it is for when the object is made.</param>
/// <param name="Member">The member an initializer sets.</param>
internal sealed record ObjectPart(string Name, Shape Value, PartRole Role, MemberInfo? Member = null);

/// <summary>What a part is for when the object is made.</summary>
internal enum PartRole
{
    /// <summary>An argument of the constructor.</summary>
    Argument,

    /// <summary>A member that is set.</summary>
    Initializer,

    /// <summary>A member that a query can read; the object is made without it.</summary>
    Derived,
}

/// <summary>The rows of one key, and of one window where there are windows.</summary>
internal sealed record GroupShape(Type Type, Shape Key, Shape Element, Shape? Window) : Shape(Type);
