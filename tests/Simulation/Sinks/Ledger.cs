using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Sinks;

/// <summary>An outside system with transactions, which outlives the processes that write to it.</summary>
internal sealed class Ledger(SeededRandom random)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Commits that take effect, and report a failure all the same: one in so many; 0 for none.</summary>
    public int LoseReplyOneIn { get; set; }

    /// <summary>Pre-commits that fail: one in so many; 0 for none.</summary>
    public int FailOneIn { get; set; }

    public int LostReplies { get; private set; }

    public int RepeatedCommits { get; private set; }

    public List<long> Committed { get; } = [];

    /// <summary>Transactions that are neither committed nor dropped.</summary>
    public IReadOnlyList<string> Pending => [.. _entries.Where(entry => !entry.Value.IsCommitted).Select(entry => entry.Key)];

    private sealed class Entry
    {
        public List<long> Rows { get; } = [];

        public bool IsPrepared { get; set; }

        public bool IsCommitted { get; set; }
    }

    /// <summary>The sink of one process.</summary>
    public sealed class Sink(Ledger ledger) : TwoPhaseCommitSink<string>
    {
        protected override string Begin(SinkContext context, long number)
        {
            string name = $"{context.Run} {context.Subtask} {number}";
            ledger._entries.Add(name, new Entry());
            return name;
        }

        protected override void Write(string transaction, RecordBatch batch) =>
            ledger._entries[transaction].Rows.AddRange(batch.Values<long>(0));

        protected override void PreCommit(string transaction)
        {
            if (ledger.FailOneIn > 0 && random.OneIn(ledger.FailOneIn))
            {
                throw new IOException("the ledger does not answer");
            }

            ledger._entries[transaction].IsPrepared = true;
        }

        protected override void Commit(string transaction)
        {
            Entry entry = ledger._entries[transaction];
            if (!entry.IsPrepared)
            {
                throw new InvalidOperationException($"{transaction} is committed, and was not prepared");
            }

            if (entry.IsCommitted)
            {
                ledger.RepeatedCommits++;
                return;
            }

            entry.IsCommitted = true;
            ledger.Committed.AddRange(entry.Rows);
            if (ledger.LoseReplyOneIn > 0 && random.OneIn(ledger.LoseReplyOneIn))
            {
                ledger.LostReplies++;
                throw new IOException("the reply was lost");
            }
        }

        protected override void Abort(string transaction)
        {
            if (!ledger._entries[transaction].IsCommitted)
            {
                ledger._entries.Remove(transaction);
            }
        }

        protected override byte[] Serialize(string transaction) => System.Text.Encoding.UTF8.GetBytes(transaction);

        protected override string Deserialize(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);

        protected override IEnumerable<string> Leftovers(SinkRun run) => ledger.Pending.Where(name =>
        {
            string[] parts = name.Split(' ')[0].Split('-', '.');
            return parts[0] == run.Job && run.IsAfter(long.Parse(parts[1]), int.Parse(parts[2]));
        });

        private readonly SeededRandom random = ledger.Random;
    }

    private SeededRandom Random { get; } = random;
}
