using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>The same as <see cref="RocksDbFactAttribute"/>, of several cases.</summary>
internal sealed class RocksDbTheoryAttribute : TheoryAttribute
{
    public RocksDbTheoryAttribute() => Skip = new RocksDbFactAttribute().Skip;
}
