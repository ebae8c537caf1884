namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>A value in the memory of RocksDB.</summary>
internal readonly unsafe ref struct RocksDbValue(nint slice)
{
    public bool IsNull => slice == 0;

    public ReadOnlySpan<byte> Bytes => new(RocksDbNative.SliceValue(slice, out nuint length), (int)length);

    public void Dispose()
    {
        if (slice != 0)
        {
            RocksDbNative.DestroySlice(slice);
        }
    }
}
