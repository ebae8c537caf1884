using System.Runtime.InteropServices;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>
/// Keys and values in a scratch directory of this machine, which begins empty and is gone at the end: what counts is in
/// checkpoints. One thread writes; views may be read by others, and keep the store open.
/// </summary>
internal sealed unsafe class RocksDbStore : IDisposable
{
    private const int Snappy = 1;
    private const int Errors = 3;
    private const int OpenFiles = 256;
    private const int BitsPerKey = 10;
    private const int TwoLevelIndex = 2;

    private static int _stores;

    private readonly string _directory;
    private readonly nint _options = RocksDbNative.CreateOptions();
    private readonly nint _cache;
    private readonly nint _write = RocksDbNative.CreateWriteOptions();
    private readonly nint _read = RocksDbNative.CreateReadOptions();
    private readonly nint _batch = RocksDbNative.CreateBatch();
    private readonly nint _database;
    private int _users = 1;
    private bool _disposed;

    private RocksDbStore(string directory, RocksDbMemory memory)
    {
        _directory = directory;
        _cache = RocksDbNative.CreateCache((nuint)memory.BlockCache);
        nint table = RocksDbNative.CreateTableOptions();
        RocksDbNative.SetBlockCache(table, _cache);
        RocksDbNative.SetCacheIndexAndFilterBlocks(table, 1);
        RocksDbNative.SetPinFirstLevel(table, 1);

        // In one piece, the filter of a file of small values is more than a shard of the cache keeps.
        RocksDbNative.SetIndexType(table, TwoLevelIndex);
        RocksDbNative.SetPartitionFilters(table, 1);
        RocksDbNative.SetPinTopLevel(table, 1);
        RocksDbNative.SetFilter(table, RocksDbNative.CreateBloomFilter(BitsPerKey));
        RocksDbNative.SetTableOptions(_options, table);
        RocksDbNative.DestroyTableOptions(table);
        RocksDbNative.SetCreateIfMissing(_options, 1);
        RocksDbNative.SetWriteBufferSize(_options, (nuint)memory.WriteBuffer);
        RocksDbNative.SetWriteBuffers(_options, RocksDbMemory.WriteBuffers);
        RocksDbNative.SetMaxOpenFiles(_options, OpenFiles);
        RocksDbNative.SetCompression(_options, Snappy);
        RocksDbNative.SetKeptLogs(_options, 1);
        RocksDbNative.SetLogLevel(_options, Errors);
        RocksDbNative.DisableLog(_write, 1);

        // What another run left there is of no use: the checkpoint has what counts.
        RocksDbNative.Destroy(_options, directory, out nint left);
        Forget(left);
        _database = RocksDbNative.Open(_options, directory, out nint error);
        Check(error);
    }

    /// <summary>Opens an empty store.</summary>
    /// <param name="directory">Its directory, in one that exists.</param>
    /// <param name="memory">The memory it may use.</param>
    /// <exception cref="RuntimeException">The library is not installed, or the directory cannot be used.</exception>
    public static RocksDbStore Open(string directory, RocksDbMemory memory) => RocksDbNative.IsInstalled
        ? new RocksDbStore(directory, memory)
        : throw StateBackend.RocksDbMissing();

    /// <summary>Opens an empty store in a directory of its own.</summary>
    /// <param name="parent">An existing directory.</param>
    /// <param name="memory">The memory it may use.</param>
    /// <exception cref="RuntimeException">The library is not installed, or the directory cannot be used.</exception>
    public static RocksDbStore OpenIn(string parent, RocksDbMemory memory) => Open(
        Path.Combine(parent, $"flinksql-state-{Environment.ProcessId}-{Interlocked.Increment(ref _stores)}"), memory);

    /// <summary>Whether the library is installed.</summary>
    public static bool IsInstalled => RocksDbNative.IsInstalled;

    /// <summary>The value of a key, as it was last written; null without one. To be disposed soon.</summary>
    public RocksDbValue Get(ReadOnlySpan<byte> key)
    {
        fixed (byte* at = key)
        {
            nint slice = RocksDbNative.Get(_database, _read, at, (nuint)key.Length, out nint error);
            Check(error);
            return new RocksDbValue(slice);
        }
    }

    /// <summary>Puts a value with the next <see cref="Write"/>.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
        {
            RocksDbNative.Put(_batch, k, (nuint)key.Length, v, (nuint)value.Length);
        }
    }

    /// <summary>Takes a key out with the next <see cref="Write"/>.</summary>
    public void Delete(ReadOnlySpan<byte> key)
    {
        fixed (byte* at = key)
        {
            RocksDbNative.Delete(_batch, at, (nuint)key.Length);
        }
    }

    /// <summary>Writes what was put and deleted, in its order.</summary>
    public void Write()
    {
        RocksDbNative.Write(_database, _write, _batch, out nint error);
        RocksDbNative.ClearBatch(_batch);
        Check(error);
    }

    /// <summary>A walk over what is written now.</summary>
    public RocksDbCursor Scan() => new(_database, 0);

    /// <summary>What there is now, whatever is written later. It may be disposed after the store.</summary>
    public RocksDbView View()
    {
        Interlocked.Increment(ref _users);
        return new RocksDbView(this, _database);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Leave();
        }
    }

    /// <summary>A view is no longer needed.</summary>
    internal void Leave()
    {
        if (Interlocked.Decrement(ref _users) != 0)
        {
            return;
        }

        RocksDbNative.DestroyBatch(_batch);
        RocksDbNative.DestroyReadOptions(_read);
        RocksDbNative.DestroyWriteOptions(_write);
        RocksDbNative.Close(_database);
        RocksDbNative.Destroy(_options, _directory, out nint error);
        Forget(error);
        RocksDbNative.DestroyOptions(_options);
        RocksDbNative.DestroyCache(_cache);
    }

    internal static void Check(nint error)
    {
        if (error != 0)
        {
            string text = Marshal.PtrToStringUTF8(error) ?? "";
            RocksDbNative.Free(error);
            throw new RuntimeException("FLS6112", $"RocksDB: {text}", "look at the disk of 'state.backend.rocksdb.localdir'");
        }
    }

    private static void Forget(nint error)
    {
        if (error != 0)
        {
            RocksDbNative.Free(error);
        }
    }
}
