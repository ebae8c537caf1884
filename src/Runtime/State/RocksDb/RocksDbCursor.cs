namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>A walk over the keys of a store in the order of their bytes. It does not see what is written meanwhile.</summary>
internal sealed unsafe class RocksDbCursor : IDisposable
{
    private readonly nint _options = RocksDbNative.CreateReadOptions();
    private nint _iterator;

    /// <param name="database">The store.</param>
    /// <param name="snapshot">The moment; 0 for the present one.</param>
    internal RocksDbCursor(nint database, nint snapshot)
    {
        if (snapshot != 0)
        {
            // A walk over everything would leave nothing else in the cache.
            RocksDbNative.SetSnapshot(_options, snapshot);
            RocksDbNative.SetFillCache(_options, 0);
        }

        _iterator = RocksDbNative.CreateIterator(database, _options);
    }

    /// <summary>The key it stands at; good until it moves.</summary>
    public ReadOnlySpan<byte> Key => new(RocksDbNative.Key(_iterator, out nuint length), (int)length);

    /// <summary>The value of it.</summary>
    public ReadOnlySpan<byte> Value => new(RocksDbNative.Value(_iterator, out nuint length), (int)length);

    /// <summary>Goes to the first key that is not before this one; false when there is none.</summary>
    public bool Seek(ReadOnlySpan<byte> key)
    {
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
        if (_iterator != 0)
        {
            RocksDbNative.DestroyIterator(_iterator);
            RocksDbNative.DestroyReadOptions(_options);
            _iterator = 0;
        }
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
