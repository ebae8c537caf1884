using FlinkSql.Runtime.Job;

namespace FlinkSql.Runtime.Exchange;

/// <summary>Makes the sending side of an edge.</summary>
internal static class Exchanges
{
    /// <summary>Makes the exchange of one sender.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="sender">The subtask that sends.</param>
    /// <param name="targets">The receiving subtasks.</param>
    /// <param name="settings">Those of the job.</param>
    /// <param name="armTimer">Asks for a flush.</param>
    public static ExchangeOutput Create(
        CompiledEdge edge, int sender, OutputBuffer[] targets, JobSettings settings, Action<TimeSpan> armTimer)
    {
        TimeSpan timeout = settings.BufferTimeout;
        if (targets.Length == 1 || edge.Partitioning is Partitioning.Forward or Partitioning.Broadcast)
        {
            return new DirectExchange(targets, timeout, armTimer);
        }

        return edge.Partitioning switch
        {
            Partitioning.Hash => new HashExchange(targets, edge.KeyColumns, settings.MaxParallelism, timeout, armTimer),
            Partitioning.Global => new TurnExchange(targets, 0, alwaysFirst: true, timeout, armTimer),
            _ => new TurnExchange(targets, sender, alwaysFirst: false, timeout, armTimer),
        };
    }
}
