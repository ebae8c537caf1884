using System.Linq.Expressions;
using System.Reflection;

namespace FlinkSql.Linq.Translation;

/// <summary>
/// The parts of a query that read no row: variables around it, constants, calls of them. Each is computed once, when the
/// query is made, and stands in it as a literal.
/// </summary>
internal static class Captured
{
    private static readonly string[] s_clocks = ["Now", "UtcNow", "Today"];

    /// <summary>Whether the expression reads no row.</summary>
    public static bool IsFree(Expression expression)
    {
        var finder = new ParameterFinder();
        finder.Visit(expression);
        return finder.IsFree;
    }

    /// <summary>The value of an expression that reads no row.</summary>
    /// <exception cref="LinqException">It reads the clock or is random, so that once is not the same as per row.</exception>
    public static object? Evaluate(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Member: FieldInfo field } member:
                return field.GetValue(member.Expression is null ? null : Evaluate(member.Expression));
            default:
                new AmbientFinder().Visit(expression);
                return Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
                    .Compile(preferInterpretation: true)();
        }
    }

    private sealed class ParameterFinder : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _own = [];

        public bool IsFree { get; private set; } = true;

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _own.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            IsFree &= _own.Contains(node);
            return node;
        }
    }

    private sealed class AmbientFinder : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression is null
            && (node.Type == typeof(DateTime) || node.Type == typeof(DateTimeOffset) || node.Type == typeof(Random))
            && (s_clocks.Contains(node.Member.Name) || node.Type == typeof(Random))
                ? throw Ambient(node)
                : base.VisitMember(node);

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.Name is nameof(Guid.NewGuid) or nameof(Guid.CreateVersion7)
            || node.Method.DeclaringType == typeof(Random)
            || node.Method.DeclaringType == typeof(System.Diagnostics.Stopwatch)
                ? throw Ambient(node)
                : base.VisitMethodCall(node);

        private static LinqException Ambient(Expression part) => LinqErrors.Untranslatable(
            part,
            "it gives another value each time, and a query computes what reads no row only once",
            "put the value into a variable in front of the query");
    }
}
