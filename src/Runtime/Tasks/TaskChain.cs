using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Exchange.InFlight;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// The operators of one task, wired to each other and to the exchanges that leave the task. Every operator but the
/// head is fed by exactly one other, so the chain is a tree.
/// </summary>
internal sealed class TaskChain
{
    private readonly List<ExchangeOutput> _exchanges = [];
    private readonly List<OperatorHost> _senders = [];

    public TaskChain(TaskPlace place)
    {
        IReadOnlyList<CompiledOperator> compiled = place.Vertex.Operators;
        int[] feeders = Feeders(place.Vertex.Name, compiled);
        var hosts = new List<OperatorHost>();
        Hosts = hosts;
        try
        {
            for (int index = 0; index < compiled.Count; index++)
            {
                CompiledOperator source = compiled[index];
                var metrics = new OperatorMetrics(source.Name, place.Subtask);
                OperatorHost? feeder = index == 0 ? null : hosts[feeders[index]];
                hosts.Add(new OperatorHost(Create(source, place.Subtask), metrics, feeder)
                {
                    Consumers = source.Downstream.Count,
                    SnapshotMemory = place.SnapshotMemory,
                });
            }
        }
        catch
        {
            Close();
            throw;
        }
    }

    public IReadOnlyList<OperatorHost> Hosts { get; }

    public OperatorHost Head => Hosts[0];

    public IReadOnlyList<ExchangeOutput> Exchanges => _exchanges;

    /// <summary>Adds an exchange that takes what an operator emits.</summary>
    public void AddExchange(int operatorIndex, ExchangeOutput exchange)
    {
        _exchanges.Add(exchange);
        _senders.Add(Hosts[operatorIndex]);
        Hosts[operatorIndex].Consumers++;
    }

    /// <summary>Opens the operators, the last of the chain first, so that each finds those it feeds ready.</summary>
    public void Open(Func<int, OperatorContext> context, IReadOnlyList<CompiledOperator> compiled)
    {
        for (int index = Hosts.Count - 1; index >= 0; index--)
        {
            OperatorHost host = Hosts[index];
            IEnumerable<Output> chained = compiled[index].Downstream.Select(next => new ChainOutput(Hosts[next]));
            IEnumerable<Output> sent = _exchanges.Where((_, exchange) => _senders[exchange] == host);
            OperatorContext place = context(index);
            host.Open(place, new FanOutput(host.Metrics, place.Clock, [.. chained, .. sent]));
        }
    }

    /// <summary>Gives every operator its part of a checkpoint.</summary>
    public void Restore(JobSnapshot snapshot, TaskPlace place)
    {
        for (int index = 0; index < Hosts.Count; index++)
        {
            string uid = place.Vertex.Operators[index].Uid;
            if (snapshot.For(uid, place.Subtask, place.Vertex.Parallelism, place.Memory, place.Node.Files) is { } state)
            {
                Hosts[index].Restore(state);
            }
        }
    }

    /// <summary>
    /// Gives operators the rows that were under way to them at a checkpoint: the last of the chain first, since those are
    /// older. Mostly it is the head; others where a former run of the job had an exchange before them.
    /// </summary>
    /// <returns>The watermark that the head has had with them.</returns>
    public long FeedInFlight(JobSnapshot snapshot, TaskPlace place)
    {
        for (int index = Hosts.Count - 1; index >= 0; index--)
        {
            CompiledOperator compiled = place.Vertex.Operators[index];
            if (snapshot.HoldsInFlight(compiled.Uid)
                && snapshot.For(compiled.Uid, place.Subtask, place.Vertex.Parallelism, place.Memory, place.Node.Files) is { } state)
            {
                Feed(index, compiled, RestoredElements.Load(state, place.Memory, compiled.InputLayout));
            }
        }

        return Head.Metrics.Watermark;
    }

    /// <summary>Takes the states that the last barrier, or the end, left with the operators.</summary>
    public IReadOnlyList<StateSnapshot> TakeSnapshots()
    {
        StateSnapshot[] snapshots = [.. Hosts.Select(host => host.Snapshot!)];
        foreach (OperatorHost host in Hosts)
        {
            host.Snapshot = null;
        }

        return snapshots;
    }

    /// <summary>An operator wants no more rows; true when now the head wants none.</summary>
    public static bool Stop(OperatorHost host)
    {
        for (OperatorHost? stopped = host; stopped is { Stopped: false }; stopped = stopped.Feeder)
        {
            stopped.Stopped = true;
            if (stopped.Feeder is not { } feeder)
            {
                return true;
            }

            if (--feeder.Consumers > 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Nobody takes the rows of an exchange any more; true when now the head wants none.</summary>
    public bool StopExchange(int exchange)
    {
        OperatorHost sender = _senders[exchange];
        return --sender.Consumers == 0 && Stop(sender);
    }

    /// <summary>Closes every operator and exchange, and gives the first failure back.</summary>
    public Exception? Close()
    {
        Exception? first = null;
        foreach (Action close in Hosts.Select(host => (Action)host.Close).Concat(_exchanges.Select(e => (Action)e.Clear)))
        {
            try
            {
                close();
            }
#pragma warning disable CA1031 // Whatever one of them throws, the others are closed too.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                first ??= failure;
            }
        }

        return first;
    }

    private void Feed(int index, CompiledOperator compiled, IReadOnlyList<(int Input, StreamElement Element)> elements)
    {
        foreach ((int input, StreamElement element) in elements)
        {
            if (element is BatchElement rows)
            {
                // Watermarks within a chain come from its head.
                Hosts[index].Process(input, index == 0 ? rows.Batch : rows.Batch.WithMarks([]));
            }
            else if (index == 0)
            {
                Hosts[index].Watermark(((WatermarkElement)element).Time);
            }
        }
    }

    private static Operator Create(CompiledOperator compiled, int subtask)
    {
        try
        {
            return compiled.Create();
        }
#pragma warning disable CA1031 // Whatever it threw, the operator is named.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new OperatorException(compiled.Name, subtask, failure);
        }
    }

    private static int[] Feeders(string vertex, IReadOnlyList<CompiledOperator> compiled)
    {
        var feeders = new int[compiled.Count];
        Array.Fill(feeders, -1);
        for (int index = 0; index < compiled.Count; index++)
        {
            foreach (int next in compiled[index].Downstream)
            {
                if (next <= index || next >= compiled.Count || feeders[next] != -1)
                {
                    throw new InvalidOperationException(
                        $"runtime: in chain '{vertex}' operator {index} cannot feed operator {next}");
                }

                feeders[next] = index;
            }
        }

        if (feeders.Skip(1).Contains(-1))
        {
            throw new InvalidOperationException($"runtime: an operator of chain '{vertex}' is fed by no other");
        }

        return feeders;
    }
}
