using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Tests.Simulation;

namespace FlinkSql.Tests.Unit.Engine.Why;

/// <summary>
/// Tables that follow a script per split: rows of (key, time, n), and times without rows. A script that does not end
/// with <see cref="End"/> goes on in silence.
/// </summary>
internal sealed class ScriptConnector(Dictionary<string, object[][]> scripts) : IConnector
{
    /// <summary>The split ends here.</summary>
    public static readonly object End = new();

    public IReadOnlyList<ConnectorOption> Options { get; } = [];

    /// <summary>A row whose time is that many seconds after 09:00.</summary>
    public static object Row(string? key, double seconds, int number = 1) =>
        new object?[] { key, double.IsNaN(seconds) ? null : Nine + (long)(seconds * 1000), number };

    public static object Wait(double seconds) => TimeSpan.FromSeconds(seconds);

    private static long Nine { get; } = new DateTimeOffset(2024, 1, 1, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public TableCapabilities Describe(ConnectorTable table) => new() { CanRead = true, Bounded = false };

    public ISource CreateSource(ConnectorTable table, int[] columns) => new InTurn(new ScriptedSource(
        table.Schema.Select(columns),
        [.. scripts[table.Name].Select(steps => (IReadOnlyList<object>)[.. Steps(steps, columns)])]));

    public ISink CreateSink(ConnectorTable table) => throw new NotSupportedException();

    private static IEnumerable<object> Steps(object[] steps, int[] columns)
    {
        foreach (object step in steps.Where(step => step != End))
        {
            yield return step is object?[] row ? columns.Select(column => row[column]).ToArray() : step;
        }

        if (!steps.Contains(End))
        {
            yield return TimeSpan.FromDays(300);
        }
    }

    /// <summary>Splits that are all open, as those of a queue are.</summary>
    private sealed class InTurn(ISource source) : ISource
    {
        public Schema Schema => source.Schema;

        public bool ReadsInTurn => true;

        public IReadOnlyList<ISplit> Splits() => source.Splits();

        public ISplitReader Open(ISplit split, SourceContext context) => source.Open(split, context);
    }
}
