namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>The keys and values of a store at one moment. Any thread may read it.</summary>
internal sealed class RocksDbView : IDisposable
{
    private readonly RocksDbStore _store;
    private readonly nint _database;
    private readonly nint _snapshot;
    private bool _disposed;

    internal RocksDbView(RocksDbStore store, nint database)
    {
        _store = store;
        _database = database;
        _snapshot = RocksDbNative.CreateSnapshot(database);
    }

    /// <summary>A walk over it.</summary>
    public RocksDbCursor Scan() => new(_database, _snapshot);

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            RocksDbNative.ReleaseSnapshot(_database, _snapshot);
            _store.Leave();
        }
    }
}
