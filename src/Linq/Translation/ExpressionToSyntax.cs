using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>
/// Turns the body of a lambda into the syntax that SQL text would give. What SQL has no word for is an error that shows
/// the part; nothing is left to run in .NET.
/// </summary>
internal sealed partial class ExpressionToSyntax
{
    private readonly Dictionary<ParameterExpression, Shape> _parameters = [];

    private ExpressionToSyntax()
    {
    }

    /// <summary>Translates a lambda of one parameter.</summary>
    public static Shape Translate(LambdaExpression lambda, Shape argument)
    {
        var translation = new ExpressionToSyntax();
        return translation.Apply(lambda, argument);
    }

    /// <summary>Translates a condition.</summary>
    public static ExpressionSyntax Condition(LambdaExpression lambda, Shape argument) =>
        ((ValueShape)Translate(lambda, argument)).Sql;

    /// <summary>Translates a lambda inside the one at hand: the argument of an aggregate.</summary>
    public Shape Apply(LambdaExpression lambda, Shape argument)
    {
        _parameters[lambda.Parameters[0]] = argument;
        return Visit(lambda.Body);
    }

    /// <summary>Translates what has to be one value.</summary>
    public ExpressionSyntax Value(Expression expression) => Visit(expression) is ValueShape value
        ? value.Sql
        : throw LinqErrors.Untranslatable(expression, $"it is {ClrTypeText.Of(expression.Type)}, and SQL needs one value here");

    public Shape Visit(Expression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (ClrTypes.IsValue(expression.Type) && Captured.IsFree(expression))
        {
            return Literal(expression);
        }

        return expression switch
        {
            ParameterExpression parameter => _parameters.TryGetValue(parameter, out Shape? shape)
                ? shape
                : throw LinqErrors.Untranslatable(expression),
            MemberExpression member => Member(member),
            NewExpression made => ObjectShapes.OfNew(made, [.. made.Arguments.Select(Visit)]),
            MemberInitExpression made => Initialized(made),
            BinaryExpression binary => Of(binary, Binary(binary)),
            UnaryExpression unary => Unary(unary),
            ConditionalExpression choice => Of(choice, new CaseSyntax(
                [new CaseBranchSyntax(Value(choice.Test), Value(choice.IfTrue))])
            { Else = Value(choice.IfFalse) }),
            MethodCallExpression call => Call(call),
            ConstantExpression { Value: null } => Of(expression, new NullLiteralSyntax()),
            _ => throw LinqErrors.Untranslatable(expression),
        };
    }

    private static ValueShape Of(Expression expression, ExpressionSyntax sql) => new(expression.Type, sql);

    private static ValueShape Literal(Expression expression) =>
        LiteralValues.Of(Captured.Evaluate(expression)) is { } literal
            ? Of(expression, literal)
            : throw LinqErrors.Untranslatable(expression, "SQL has no literal of its value");

    private ObjectShape Initialized(MemberInitExpression made)
    {
        ObjectShape item = ObjectShapes.OfNew(made.NewExpression, [.. made.NewExpression.Arguments.Select(Visit)]);
        IEnumerable<ObjectPart> set = made.Bindings.Select(binding => binding is MemberAssignment assignment
            ? new ObjectPart(assignment.Member.Name, Visit(assignment.Expression), PartRole.Initializer, assignment.Member)
            : throw LinqErrors.Untranslatable(made, $"{binding.Member.Name} is filled, not set"));
        return item with { Parts = [.. item.Parts, .. set] };
    }

    private Shape Member(MemberExpression member)
    {
        if (member.Expression is null)
        {
            throw LinqErrors.Untranslatable(member);
        }

        Shape owner = Visit(member.Expression);
        string name = member.Member.Name;
        switch (owner)
        {
            case ObjectShape item:
                return item.Member(name) ?? throw Unknown(member);
            case GroupShape group:
                return name switch
                {
                    nameof(IWindowGroup<,>.Key) => group.Key,
                    nameof(IWindowGroup<,>.Window) when group.Window is { } window => window,
                    _ => throw LinqErrors.Untranslatable(member),
                };
            case ValueShape value when name == nameof(Nullable<int>.HasValue) && IsNullable(member):
                return Of(member, Syntax.IsNull(value.Sql, negated: true));
            case ValueShape value when name == nameof(Nullable<int>.Value) && IsNullable(member):
                return Of(member, value.Sql);
            case ValueShape value:
                ExpressionSyntax? part = StringCalls.Member(name, value) ?? TimeCalls.Member(name, value);
                return part is null ? throw LinqErrors.Untranslatable(member) : Of(member, part);
            default:
                throw LinqErrors.Untranslatable(member);
        }
    }

    private static bool IsNullable(MemberExpression member) =>
        Nullable.GetUnderlyingType(member.Member.DeclaringType!) is not null;

    private static LinqException Unknown(MemberExpression member)
    {
        Type type = RowTable.TypeOf(member.Member);
        return ClrTypes.IsValue(type)
            ? LinqErrors.Untranslatable(member, $"{member.Member.Name} is not among what was selected")
            : LinqErrors.NoSqlType(member.Member, type);
    }

    private Shape Call(MethodCallExpression call)
    {
        if (call.Object is not null && call.Object is ParameterExpression && Visit(call.Object) is GroupShape group)
        {
            return GroupCalls.Translate(call, group, this) is { } aggregate
                ? Of(call, aggregate)
                : throw LinqErrors.Untranslatable(call);
        }

        ExpressionSyntax? sql = StringCalls.Translate(call, this)
            ?? MathCalls.Translate(call, this)
            ?? TimeCalls.Translate(call, this)
            ?? ValueCalls.Translate(call, this);
        return sql is null
            ? throw LinqErrors.Untranslatable(
                call, $"{ClrTypeText.Of(call.Method.DeclaringType!)}.{call.Method.Name} has no counterpart in SQL")
            : Of(call, sql);
    }
}
