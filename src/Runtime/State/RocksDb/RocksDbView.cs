namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>The keys and values of a store at one moment, in the order of the bytes of the keys.</summary>
internal sealed unsafe class RocksDbView : IDisposable
{
    private readonly RocksDbStore _store;
    private readonly nint _database;
    private readonly nint _snapshot;
    private readonly nint _options = RocksDbNative.CreateReadOptions();
    private nint _iterator;
    private bool _disposed;

    internal RocksDbView(RocksDbStore store, nint database)
    {
        _store = store;
        _database = database;
        _snapshot = RocksDbNative.CreateSnapshot(database);
        RocksDbNative.SetSnapshot(_options, _snapshot);
        RocksDbNative.SetFillCache(_options, 0);
    }

    /// <summary>The key it stands at; good until it moves.</summary>
    public ReadOnlySpan<byte> Key => new(RocksDbNative.Key(_iterator, out nuint length), (int)length);

    /// <summary>The value of it.</summary>
    public ReadOnlySpan<byte> Value => new(RocksDbNative.Value(_iterator, out nuint length), (int)length);

    /// <summary>Goes to the first key that is not before this one; false when there is none.</summary>
    public bool Seek(ReadOnlySpan<byte> key)
    {
        if (_iterator == 0)
        {
            _iterator = RocksDbNative.CreateIterator(_database, _options);
        }

        fixed (byte* at = key)
        {
            RocksDbNative.Seek(_iterator, at, (nuint)key.Length);
        }

        return IsValid();
    }

    /// <summary>Goes to the next key; false when there is none.</summary>
    public bool Next()
    {
        RocksDbNative.Next(_iterator);
        return IsValid();
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_iterator != 0)
        {
            RocksDbNative.DestroyIterator(_iterator);
        }

        RocksDbNative.DestroyReadOptions(_options);
        RocksDbNative.ReleaseSnapshot(_database, _snapshot);
        _store.Leave();
    }

    private bool IsValid()
    {
        if (RocksDbNative.IsValid(_iterator) != 0)
        {
            return true;
        }

        RocksDbNative.IteratorError(_iterator, out nint error);
        RocksDbStore.Check(error);
        return false;
    }
}
