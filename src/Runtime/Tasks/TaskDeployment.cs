using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>To a TaskManager: make a task of a new run of a job, whose older runs end now if they have not.</summary>
/// <param name="Attempt">The run.</param>
/// <param name="Master">Who hears from the task.</param>
/// <param name="Task">What to make.</param>
/// <param name="Job">
/// The compiled job, by reference while the nodes are in one process. It is what must be serialised when they are not: the
/// generated assembly, and the options from which connectors make sources and sinks.
/// </param>
/// <param name="Scope">What names the runs of the job.</param>
/// <param name="Restored">The checkpoint to go on from, by reference; only the operators of the task are looked at.</param>
/// <param name="Readings">Where readers of this process see the job live; another process has its own.</param>
internal sealed record DeployTask(
    Attempt Attempt,
    Address Master,
    TaskDeployment Task,
    CompiledJob Job,
    JobScope Scope,
    JobSnapshot? Restored,
    JobReadings Readings) : Message
{
    public override string ToString() => $"DeployTask {{ {Task.Number} of {Attempt} from {Restored?.Id} }}";
}

/// <summary>One subtask of a vertex and its neighbours.</summary>
/// <param name="Number">Its position among the tasks of the job.</param>
/// <param name="Vertex">What it runs.</param>
/// <param name="Subtask">Which part of it.</param>
/// <param name="Slot">The slot, named within the job.</param>
/// <param name="Outputs">The exchanges over what its operators emit, in the order of the edges of the job.</param>
/// <param name="Inputs">Its input channels, in the order of their numbers.</param>
/// <param name="Splits">What a source reads; null for other tasks.</param>
internal sealed record TaskDeployment(
    int Number,
    int Vertex,
    int Subtask,
    string Slot,
    IReadOnlyList<OutputDeployment> Outputs,
    IReadOnlyList<InputDeployment> Inputs,
    SplitDeployment? Splits);

/// <summary>An exchange to the subtasks of another vertex.</summary>
internal sealed record OutputDeployment(CompiledEdge Edge, IReadOnlyList<ChannelEnd> Targets);

/// <summary>One end of a channel: a task, and the number of the channel there.</summary>
internal readonly record struct ChannelEnd(Address Task, int Channel);

/// <summary>An input channel.</summary>
/// <param name="Edge">The edge it belongs to.</param>
/// <param name="Sender">The other end.</param>
/// <param name="Origin">Who sends.</param>
/// <param name="Vacant">Whether nothing will ever come, so that its watermark holds nobody back.</param>
internal sealed record InputDeployment(InputEdge Edge, ChannelEnd Sender, ChannelOrigin Origin, bool Vacant);

/// <summary>The splits of a source: all of them, since the subtask finds its own by number, and how far they were read.</summary>
/// <param name="All">The splits there are now.</param>
/// <param name="States">How far splits were read, by name.</param>
/// <param name="Monitors">Whether new ones may turn up while it is read.</param>
internal sealed record SplitDeployment(IReadOnlyList<ISplit> All, IReadOnlyDictionary<string, SplitState> States, bool Monitors);
