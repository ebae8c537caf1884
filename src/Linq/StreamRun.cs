using FlinkSql.Engine;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>
/// A query that runs. Its rows can be read once, and who does not read them makes it wait; leaving early, or disposing
/// this, cancels it. Its late rows can be read as often as one likes, and after its end too.
/// </summary>
public sealed class StreamRun<T> : IAsyncDisposable
{
    private readonly StreamEngine _engine;
    private readonly RunningQuery _running;
    private readonly Func<CancellationToken, IAsyncEnumerator<T>> _read;
    private int _readers;

    internal StreamRun(StreamEngine engine, RunningQuery running, Func<CancellationToken, IAsyncEnumerator<T>> read)
    {
        _engine = engine;
        _running = running;
        _read = read;
    }

    /// <summary>How it goes.</summary>
    public RunningJob Job => _running.Job;

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InvalidOperationException">They have been read before.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellation = default) =>
        Interlocked.Increment(ref _readers) == 1
            ? _read(cancellation)
            : throw new InvalidOperationException($"the rows of {Job.Name} are read already; run the query again to read them anew");

    /// <summary>The way out of the engine: what follows runs in .NET, row by row.</summary>
    public IAsyncEnumerable<T> ToAsyncEnumerable() => new QueryRows<T>(GetAsyncEnumerator);

    /// <summary>
    /// The rows that were dropped for being late, as a stream that follows the query and ends with it. It begins with the
    /// oldest row that is kept, see <c>table.exec.late-rows.capacity</c>.
    /// </summary>
    /// <typeparam name="TRow">A row of columns that the operator gets: those that the query reads.</typeparam>
    /// <param name="operatorName">Who dropped them, or a part of the name; needed where several can.</param>
    /// <exception cref="LinqException">The operator does not get the columns, or it is not clear which operator.</exception>
    public EventStream<LateRow<TRow>> LateRows<TRow>(string? operatorName = null) =>
        new(_engine, LateRowQuery.Of<TRow>(Job, operatorName));

    public ValueTask DisposeAsync()
    {
        _running.Abandon();
        return ValueTask.CompletedTask;
    }
}
