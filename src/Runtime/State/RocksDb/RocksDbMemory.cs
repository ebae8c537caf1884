namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>How the part of a slot's memory is used that one operator gets for state outside of it.</summary>
/// <param name="Hot">Bytes of keys that are kept in the operator's own table.</param>
/// <param name="BlockCache">Bytes of what was read, with indexes and filters.</param>
/// <param name="WriteBuffer">Bytes of each of <see cref="WriteBuffers"/>.</param>
internal sealed record RocksDbMemory(long Hot, long BlockCache, long WriteBuffer)
{
    public const int WriteBuffers = 2;

    private const long LeastWriteBuffer = 256 << 10;
    private const long MostWriteBuffer = 64 << 20;

    // A slot without a limit is as one of so many bytes.
    private const long MostSlot = 64L << 30;

    /// <summary>Bytes that are not charged by tables.</summary>
    public long Native => BlockCache + (WriteBuffers * WriteBuffer);

    /// <summary>An eighth for keys in use, an eighth for the cache, up to an eighth for write buffers.</summary>
    public static RocksDbMemory Of(long slot)
    {
        long part = Math.Min(slot, MostSlot) / 8;
        return new RocksDbMemory(part, part, Math.Clamp(part / 2, LeastWriteBuffer, MostWriteBuffer));
    }
}
