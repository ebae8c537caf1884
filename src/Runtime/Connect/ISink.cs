namespace FlinkSql.Runtime.Connect;

/// <summary>
/// Where rows go. Every process that takes part in a job makes one from the table's options: those that run writers, and
/// the one that runs the job's master, where results become visible.
/// <para>
/// A sink that gives each row exactly once commits in two phases. At every checkpoint its writers make durable what was
/// written, invisibly, and hand out committables (<see cref="ISinkWriter.Prepare"/>). They are stored with the checkpoint,
/// and once that is durable <see cref="Commit"/> makes them visible, before the next checkpoint begins.
/// <see cref="TwoPhaseCommitSink{TTransaction}"/> is a base for such sinks.
/// </para>
/// </summary>
public interface ISink
{
    /// <summary>Opens the writer of one subtask.</summary>
    ISinkWriter Open(SinkContext context);

    /// <summary>
    /// Called before any writer of a run opens. What the checkpoint holds, from which the run starts, is committed (most of
    /// it has been committed before, but nobody knows), and whatever else former runs of the job have left is removed.
    /// </summary>
    /// <param name="run">The run that begins; leftovers are those of runs before it.</param>
    /// <param name="restored">What the checkpoint holds; nothing where the job begins anew.</param>
    void Recover(SinkRun run, SinkState restored)
    {
    }

    /// <summary>
    /// Makes prepared results visible. It is called with the same committables again when the reply was lost, maybe by
    /// another process, and must then find that all is done: never fail for that, never do it twice.
    /// </summary>
    void Commit(SinkCommit commit)
    {
    }

    /// <summary>
    /// Called once, when the job has failed for good or was cancelled and every writer is disposed: removes what is not
    /// visible, but for what a checkpoint holds from which somebody may go on.
    /// </summary>
    void Abort(SinkRun run, SinkState retained)
    {
    }
}
