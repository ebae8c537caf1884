using FlinkSql.Columnar;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>Where a task runs and for whom.</summary>
/// <param name="Node">The node.</param>
/// <param name="Reports">The TaskManager, which hears of everything and tells the job master.</param>
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
    Node Node,
    Mailbox Reports,
    Attempt Attempt,
    int Number,
    CompiledVertex Vertex,
    int Subtask,
    JobSettings Settings,
    BufferPool Memory,
    JobLateRows LateRows,
    BufferPool SnapshotMemory,
    JobScope Scope)
{
    public IRuntime Runtime => Node.Runtime;

    /// <summary>The name under which the other tasks of the run reach it.</summary>
    public string Actor => ActorOf(Attempt, Number);

    public static string ActorOf(Attempt attempt, int number) => $"{attempt}/{number}";
}
