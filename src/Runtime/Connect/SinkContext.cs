using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Connect;

/// <summary>What a writer knows of the task it runs in.</summary>
public sealed record SinkContext(
    BufferPool Memory, TimeProvider Clock, TimeZoneInfo Zone, OperatorMetrics Metrics, int Subtask, int Parallelism)
{
    /// <summary>Whether the writer is given the whole content again and again.</summary>
    public bool Snapshots { get; init; }

    /// <summary>Whether the job takes checkpoints by itself. Without, one may still be asked for.</summary>
    public bool Checkpoints { get; init; }

    /// <summary>The run of the job: what a writer leaves behind bears its name.</summary>
    public SinkRun Run { get; init; } = new("job", 0, 1);
}
