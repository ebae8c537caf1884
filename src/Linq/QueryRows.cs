namespace FlinkSql.Linq;

/// <summary>A query as a sequence; each enumeration runs it anew.</summary>
internal sealed class QueryRows<T>(Func<CancellationToken, IAsyncEnumerator<T>> run) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => run(cancellationToken);
}
