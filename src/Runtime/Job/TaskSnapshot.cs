using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Job;

/// <summary>One task of a job at one moment: what its operators have done and what it waits for.</summary>
/// <param name="Vertex">The vertex.</param>
/// <param name="Subtask">Which part of it.</param>
/// <param name="Operators">The counters of its operators in the order of the chain; they go on counting.</param>
/// <param name="Channels">Its inputs; none for a source.</param>
/// <param name="OutputsFull">Whether it waits for one that takes its rows.</param>
/// <param name="Paused">Whether an operator of it waits for something outside, such as the reader of the rows.</param>
public sealed record TaskSnapshot(
    int Vertex,
    int Subtask,
    IReadOnlyList<OperatorMetrics> Operators,
    IReadOnlyList<ChannelSnapshot> Channels,
    bool OutputsFull,
    bool Paused);
