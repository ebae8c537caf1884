using FlinkSql.Codegen.Text;

namespace FlinkSql.Codegen.Expressions;

/// <summary>A piece of C# that computes the value of an expression, and one that says whether it is NULL.</summary>
/// <param name="Value">A C# expression; what it gives for NULL is not specified, but it can be evaluated.</param>
/// <param name="Null">When it is NULL.</param>
/// <param name="Shape">Whether it can stand as an operand without parentheses.</param>
/// <param name="Cost">Whether it may be evaluated more often than asked for.</param>
internal readonly record struct Fragment(string Value, NullTest Null, Shape Shape, Cost Cost)
{
    /// <summary>The value as an operand.</summary>
    public string Operand => Shape == Shape.Atom ? Value : $"({Value})";

    /// <summary>The value as an operand of &amp;&amp; or ||.</summary>
    public string Condition => Shape == Shape.Composite ? $"({Value})" : Value;

    /// <summary>Whether there is nothing to compute: a name or a number.</summary>
    public bool IsName => Shape == Shape.Atom && Cost == Cost.Free && !Value.Contains('(', StringComparison.Ordinal);

    public static Fragment Atom(string value, NullTest isNull = default, Cost cost = Cost.Free) =>
        new(value, isNull, Shape.Atom, cost);

    public static Fragment Composite(string value, NullTest isNull = default, Cost cost = Cost.Free) =>
        new(value, isNull, Shape.Composite, cost);

    public static Fragment Comparison(string value, NullTest isNull = default, Cost cost = Cost.Free) =>
        new(value, isNull, Shape.Comparison, cost);

    public static Fragment Literal(bool value) => Atom(Literals.Of(value));

    /// <summary>The dearer of two costs.</summary>
    public static Cost Max(Cost left, Cost right) => left > right ? left : right;
}

/// <summary>See <see cref="Fragment"/>.</summary>
internal enum Shape
{
    Atom,

    /// <summary>Only in front of &amp;&amp; and ||.</summary>
    Comparison,
    Composite,
}

/// <summary>See <see cref="Fragment"/>.</summary>
internal enum Cost
{
    /// <summary>A few instructions that cannot fail: may be evaluated early, and more than once.</summary>
    Free,

    /// <summary>Cannot fail, but costs something: evaluated once.</summary>
    Safe,

    /// <summary>A call that may fail: evaluated once, and only when its value is needed.</summary>
    Call,
}
