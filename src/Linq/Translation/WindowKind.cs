using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>A window function and its lengths in the order SQL has them.</summary>
internal sealed record WindowKind(string Function, IReadOnlyList<TimeSpan> Lengths)
{
    private const string SessionFunction = "SESSION";

    /// <summary>Whether a window belongs to one key, so that the keys must be known to the function.</summary>
    public bool PerKey => Function == SessionFunction;

    public static WindowKind Tumble(TimeSpan size) => new("TUMBLE", [size]);

    public static WindowKind Hop(TimeSpan size, TimeSpan slide) => new("HOP", [slide, size]);

    public static WindowKind Session(TimeSpan gap) => new(SessionFunction, [gap]);

    /// <summary><c>TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))</c>.</summary>
    public TableRefSyntax Over(QuerySyntax rows, IdentifierSyntax time, IEnumerable<ExpressionSyntax> partition)
    {
        var data = new TableArgumentSyntax(rows) { PartitionBy = [.. partition] };
        return new TableFunctionSyntax(Syntax.Call(
            Function,
            [data, new DescriptorSyntax([time]), .. Lengths.Select(length => LiteralValues.Interval(length))]));
    }
}
