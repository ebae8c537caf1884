using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>Where a task runs and for whom.</summary>
/// <param name="Runtime">What runs it.</param>
/// <param name="Master">Who hears how it ended.</param>
/// <param name="Attempt">The run of the job it belongs to.</param>
/// <param name="Number">Its position among the tasks of the job.</param>
/// <param name="Vertex">What it runs.</param>
/// <param name="Subtask">Which part of it.</param>
/// <param name="Settings">Those of the job.</param>
/// <param name="Memory">That of its slot.</param>
/// <param name="LateRows">Where the job keeps late rows.</param>
/// <param name="SnapshotMemory">What checkpoints are held in until they are stored.</param>
/// <param name="Scope">What names the runs of the job.</param>
internal sealed record TaskPlace(
    IRuntime Runtime,
    Mailbox Master,
    Attempt Attempt,
    int Number,
    CompiledVertex Vertex,
    int Subtask,
    JobSettings Settings,
    BufferPool Memory,
    JobLateRows LateRows,
    BufferPool SnapshotMemory,
    JobScope Scope);

/// <summary>How a task ended.</summary>
internal enum TaskOutcome
{
    Finished,
    Cancelled,
    Failed,
}

/// <summary>To the job master: a task has closed, and why.</summary>
internal sealed record TaskClosed(Attempt Attempt, int Task, TaskOutcome Outcome, Exception? Cause) : Message
{
    /// <summary>The state of its operators at the end, in the order of the chain; empty unless it finished.</summary>
    public IReadOnlyList<StateSnapshot> Final { get; init; } = [];

    public override string ToString() => $"task {Task} of {Attempt} {Outcome}";
}
