using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// A system outside that takes rows in transactions: they are begun, written, prepared, and then committed or aborted.
/// Only rows of committed ones are visible. It is durable, and a commit may be repeated.
/// </summary>
internal sealed class Broker(World world)
{
    private readonly SortedDictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);
    private readonly List<string> _visible = [];
    private readonly Dictionary<string, SinkRun> _newest = [];

    private enum Stage
    {
        Open,
        Prepared,
        Committed,
        Aborted,
    }

    /// <summary>The rows that a reader sees.</summary>
    public IReadOnlyList<string> Visible => _visible;

    /// <summary>Transactions that are neither committed nor aborted.</summary>
    public IEnumerable<string> Pending => _transactions
        .Where(each => each.Value.Stage is Stage.Open or Stage.Prepared).Select(each => each.Key);

    /// <summary>Writers of runs before this one are let begin nothing more, nor may such a run fence others.</summary>
    public void Fence(SinkRun run)
    {
        RejectReplaced(run, $"{run}");
        _newest[run.Job] = run;
    }

    public void Begin(string name, SinkRun run)
    {
        RejectReplaced(run, name);
        if (!_transactions.TryAdd(name, new Transaction()))
        {
            throw new BrokenPromiseException($"transaction {name} was begun twice");
        }
    }

    public void Write(string name, string row) => Find(name, Stage.Open).Rows.Add(row);

    public void Prepare(string name)
    {
        Find(name, Stage.Open).Stage = Stage.Prepared;
        world.Note($"prepare {name}");
    }

    /// <summary>Makes the rows visible; once more changes nothing.</summary>
    public void Commit(string name) => world.Commit(() => DoCommit(name));

    public void Abort(string name)
    {
        world.Note($"abort {name}");
        Transaction transaction = _transactions[name];
        if (transaction.Stage == Stage.Committed)
        {
            throw new BrokenPromiseException($"transaction {name} is committed, and is aborted");
        }

        transaction.Stage = Stage.Aborted;
    }

    private void DoCommit(string name)
    {
        world.Note($"commit {name}");
        if (!_transactions.TryGetValue(name, out Transaction? transaction))
        {
            throw new BrokenPromiseException($"transaction {name} was never begun, and is committed");
        }

        if (transaction.Stage == Stage.Committed)
        {
            world.Coverage.Hit("commit repeated");
            if (world.Bugs.Contains(WorldBug.CommitTwice))
            {
                _visible.AddRange(transaction.Rows);
            }

            return;
        }

        Find(name, Stage.Prepared).Stage = Stage.Committed;
        _visible.AddRange(transaction.Rows);
        world.Coverage.HitIf(transaction.Rows.Count == 0, "empty commit");
    }

    private Transaction Find(string name, Stage stage)
    {
        Transaction transaction = _transactions[name];
        if (transaction.Stage == Stage.Aborted && stage == Stage.Open)
        {
            Reject(name);
        }

        return transaction.Stage == stage
            ? transaction
            : throw new BrokenPromiseException($"transaction {name} is {transaction.Stage}, not {stage}");
    }

    private void RejectReplaced(SinkRun run, string name)
    {
        if (_newest.TryGetValue(run.Job, out SinkRun? newest) && newest.IsAfter(run.Token, run.Attempt))
        {
            Reject(name);
        }
    }

    private void Reject(string name)
    {
        world.Coverage.Hit("a writer that was replaced is rejected");
        throw new InjectedFailureException($"the run of transaction {name} was replaced");
    }

    private sealed class Transaction
    {
        public Stage Stage { get; set; }

        public List<string> Rows { get; } = [];
    }
}
