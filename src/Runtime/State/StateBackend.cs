using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State.Keyed;
using FlinkSql.Runtime.State.RocksDb;

namespace FlinkSql.Runtime.State;

/// <summary>Where the state of groups is kept, <c>state.backend.type</c>.</summary>
public sealed record StateBackend
{
    /// <summary>In tables in memory.</summary>
    public static readonly StateBackend Memory = new();

    /// <summary>Whether the library of RocksDB is there.</summary>
    public static bool IsRocksDbInstalled => RocksDbStore.IsInstalled;

    /// <summary>What to say where it is not.</summary>
    public static RuntimeException RocksDbMissing() => new(
        "FLS6111",
        "state.backend.type is 'rocksdb', but the RocksDB library is not installed",
        "install it (Debian, Ubuntu: apt-get install librocksdb7.8, or librocksdb-dev where that is another), or SET 'state.backend.type' = 'hashmap'");

    /// <summary>Whether what does not fit the memory of the slot lies in RocksDB on the disk.</summary>
    public bool RocksDb { get; init; }

    /// <summary><c>state.backend.rocksdb.localdir</c>: an existing directory for scratch files.</summary>
    public string LocalDirectory { get; init; } = "/tmp";

    /// <summary>The state of an operator that is written by hand.</summary>
    /// <exception cref="RuntimeException">RocksDB cannot be used.</exception>
    public IKeyedState KeyedState(KeyedStateSetup setup) =>
        RocksDb ? new RocksDbKeyedState(setup, LocalDirectory) : new MemoryKeyedState(setup);

    /// <summary>Bytes of groups that stay in memory; null for a part of the slot.</summary>
    internal long? HotBytes { get; init; }
}
