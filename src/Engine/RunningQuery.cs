using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine;

/// <summary>A query that runs and whose rows can be read once. Reading drives it: who stops reading makes it wait.</summary>
public sealed class RunningQuery
{
    private readonly CollectSink _rows;

    internal RunningQuery(RunningJob job, CollectSink rows, Schema schema, ChangelogMode mode)
    {
        Job = job;
        _rows = rows;
        Schema = schema;
        Mode = mode;
    }

    public RunningJob Job { get; }

    /// <summary>The columns of the rows.</summary>
    public Schema Schema { get; }

    /// <summary>Which kinds of rows come.</summary>
    public ChangelogMode Mode { get; }

    /// <summary>
    /// What the rows are. With <see cref="OutputMode.Complete"/> they are the whole result again and again, each ended by
    /// a batch without rows; with <see cref="OutputMode.Append"/> every row is final.
    /// </summary>
    public OutputMode OutputMode { get; init; } = OutputMode.Changelog;

    /// <summary>The batches of the result; who takes one disposes it. Ends with the job.
    /// Leaving early cancels it.</summary>
    public IAsyncEnumerable<RecordBatch> ReadAllAsync(CancellationToken cancellation = default) =>
        _rows.ReadAllAsync(Job.Master, cancellation);

    /// <summary>Takes a batch that is at hand.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RecordBatch? batch) =>
        _rows.TryTake(out batch);

    /// <summary>Stops the query and throws unread rows away.</summary>
    public void Abandon()
    {
        _rows.Abandon();
        Job.Cancel();
    }
}
