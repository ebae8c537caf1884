using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Job;

/// <summary>The counters of one operator at one moment, over all its subtasks.</summary>
public sealed record OperatorSnapshot
{
    public required int Vertex { get; init; }

    /// <summary>Position in the chain of the vertex.</summary>
    public required int Operator { get; init; }

    public required string Name { get; init; }

    public required int Subtasks { get; init; }

    /// <summary>The only subtask that is meant; -1 for all of them.</summary>
    public int Subtask { get; init; } = -1;

    /// <summary>Whether all subtasks that are meant are idle.</summary>
    public bool Idle { get; init; }

    public long RowsIn { get; init; }

    public long RowsOut { get; init; }

    public long LateRows { get; init; }

    public long BadRecords { get; init; }

    public long Bytes { get; init; }

    public long StateEntries { get; init; }

    /// <summary>State that was forgotten because nobody wrote it for as long as it is kept.</summary>
    public long ExpiredState { get; init; }

    /// <summary>The least over the subtasks; <see cref="WatermarkElement.Min"/> before the first.</summary>
    public long Watermark { get; init; }

    /// <summary>Of a source: its splits, those of the first subtask first.</summary>
    public IReadOnlyList<SplitSnapshot> Splits { get; init; } = [];

    /// <summary>Sums the counters of the tasks, which stand in the order of vertices and subtasks.</summary>
    internal static IReadOnlyList<OperatorSnapshot> Of(
        CompiledJob job, IReadOnlyList<OperatorMetrics[]> tasks, bool bySubtask = false)
    {
        var snapshots = new List<OperatorSnapshot>();
        int firstTask = 0;
        foreach (CompiledVertex vertex in job.Vertices)
        {
            OperatorMetrics[][] subtasks = [.. tasks.Skip(firstTask).Take(vertex.Parallelism)];
            firstTask += vertex.Parallelism;
            for (int index = 0; index < vertex.Operators.Count; index++)
            {
                OperatorMetrics[] counters = [.. subtasks.Select(subtask => subtask[index])];
                if (bySubtask)
                {
                    snapshots.AddRange(counters.Select(counter => Of(vertex, index, [counter]) with { Subtask = counter.Subtask }));
                }
                else
                {
                    snapshots.Add(Of(vertex, index, counters));
                }
            }
        }

        return snapshots;
    }

    private static OperatorSnapshot Of(CompiledVertex vertex, int index, OperatorMetrics[] counters) => new()
    {
        Vertex = vertex.Id,
        Operator = index,
        Name = vertex.Operators[index].Name,
        Subtasks = vertex.Parallelism,
        RowsIn = counters.Sum(counter => counter.RowsIn),
        RowsOut = counters.Sum(counter => counter.RowsOut),
        LateRows = counters.Sum(counter => counter.LateRows),
        BadRecords = counters.Sum(counter => counter.BadRecords),
        Bytes = counters.Sum(counter => counter.Bytes),
        StateEntries = counters.Sum(counter => counter.StateEntries),
        ExpiredState = counters.Sum(counter => counter.ExpiredState),
        Watermark = counters.Select(counter => counter.Watermark).DefaultIfEmpty(WatermarkElement.Min).Min(),
        Splits = [.. counters.SelectMany(SplitSnapshot.Of)],
        Idle = counters.Length != 0 && counters.All(counter => counter.Idle),
    };
}
