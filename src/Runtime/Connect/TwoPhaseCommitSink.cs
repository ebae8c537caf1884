using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>
/// A sink over transactions of an outside system, for exactly-once delivery. Each subtask writes into a transaction of its
/// own, from its first row after a checkpoint to the next checkpoint. There it is pre-committed and stored with the
/// checkpoint, and it is committed once that is durable. Checkpoints without rows have no transaction.
/// <para>The outside system must keep a pre-committed transaction for as long as the job may be down, and must be able to
/// commit it from another process.</para>
/// <example>
/// Rows into staged objects that are made visible by a call:
/// <code>
/// sealed class StagedObjects(IStore store) : TwoPhaseCommitSink&lt;string&gt;
/// {
///     protected override string Begin(SinkContext context, long number) =&gt;
///         store.Stage($"{context.Run}-{context.Subtask}-{number}");
///     protected override void Write(string staged, RecordBatch rows) =&gt; store.Append(staged, rows);
///     protected override void PreCommit(string staged) =&gt; store.Sync(staged);
///     protected override void Commit(string staged) =&gt; store.PublishUnlessPublished(staged);
///     protected override void Abort(string staged) =&gt; store.Discard(staged);
///     protected override byte[] Serialize(string staged) =&gt; Encoding.UTF8.GetBytes(staged);
///     protected override string Deserialize(ReadOnlySpan&lt;byte&gt; bytes) =&gt; Encoding.UTF8.GetString(bytes);
///     protected override IEnumerable&lt;string&gt; Leftovers(SinkRun run) =&gt;
///         store.Staged(run.Job).Where(staged =&gt; IsOfRunBefore(staged, run));
/// }
/// </code>
/// </example>
/// </summary>
/// <typeparam name="TTransaction">What names a transaction; compared with <c>Equals</c>.</typeparam>
public abstract class TwoPhaseCommitSink<TTransaction> : ISink
    where TTransaction : notnull
{
    public ISinkWriter Open(SinkContext context) => new Writer(this, context);

    public void Recover(SinkRun run, SinkState restored)
    {
        TTransaction[] pending = Read(restored);
        foreach (TTransaction transaction in pending)
        {
            Commit(transaction);
        }

        AbortLeftovers(run, pending);
    }

    void ISink.Commit(SinkCommit commit)
    {
        foreach (byte[] bytes in commit.Committables)
        {
            Commit(Deserialize(bytes));
        }
    }

    void ISink.Abort(SinkRun run, SinkState retained) =>
        AbortLeftovers(run with { Attempt = run.Attempt + 1 }, Read(retained));

    /// <summary>Begins a transaction.</summary>
    /// <param name="context">The subtask and its run, whose name tells the transaction from those of other runs.</param>
    /// <param name="number">0 for the first of the subtask in this run, and so on.</param>
    protected abstract TTransaction Begin(SinkContext context, long number);

    /// <summary>Writes rows into a transaction; the caller keeps the batch.</summary>
    protected abstract void Write(TTransaction transaction, RecordBatch batch);

    /// <summary>
    /// Makes a transaction durable and not visible. When it returns nothing may be missing any more that
    /// <see cref="Commit"/> needs, neither here nor in another process.
    /// </summary>
    protected abstract void PreCommit(TTransaction transaction);

    /// <summary>Makes a transaction visible, or finds that it is: it is called again when nobody knows.</summary>
    protected abstract void Commit(TTransaction transaction);

    /// <summary>Drops a transaction; nothing happens if it is gone.</summary>
    protected abstract void Abort(TTransaction transaction);

    /// <summary>What goes into the checkpoint.</summary>
    protected abstract byte[] Serialize(TTransaction transaction);

    /// <summary>The reverse of <see cref="Serialize"/>.</summary>
    protected abstract TTransaction Deserialize(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// The transactions not committed that runs of this job have begun before a given one; those that a checkpoint holds
    /// may be among them. Where the outside system drops transactions by itself, there is nothing to find.
    /// </summary>
    protected virtual IEnumerable<TTransaction> Leftovers(SinkRun run) => [];

    private TTransaction[] Read(SinkState state) => [.. state.Committables.Select(bytes => Deserialize(bytes))];

    private void AbortLeftovers(SinkRun run, TTransaction[] kept)
    {
        foreach (TTransaction transaction in Leftovers(run).Except(kept).ToArray())
        {
            Abort(transaction);
        }
    }

    private sealed class Writer(TwoPhaseCommitSink<TTransaction> sink, SinkContext context) : ISinkWriter
    {
        private TTransaction? _open;
        private bool _isOpen;
        private long _number;

        public void Write(RecordBatch batch)
        {
            if (!_isOpen)
            {
                _open = sink.Begin(context, _number++);
                _isOpen = true;
            }

            sink.Write(_open!, batch);
        }

        public SinkState Prepare(long checkpointId)
        {
            if (!_isOpen)
            {
                return SinkState.Empty;
            }

            sink.PreCommit(_open!);
            _isOpen = false;
            return new SinkState([sink.Serialize(_open!)], []);
        }

        public SinkState PrepareLast() => Prepare(long.MaxValue);

        public void Dispose()
        {
            if (_isOpen)
            {
                _isOpen = false;
                sink.Abort(_open!);
            }
        }
    }
}
