using FlinkSql.Runtime.State.RocksDb;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>A test that is skipped, and says so, where the RocksDB library is not installed.</summary>
internal sealed class RocksDbFactAttribute : FactAttribute
{
    public RocksDbFactAttribute()
    {
        if (!RocksDbStore.IsInstalled)
        {
            Skip = "the RocksDB library is not installed (apt-get install librocksdb7.8)";
        }
    }
}
