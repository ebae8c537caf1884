using System.Reflection;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.State.Keyed;
using FlinkSql.Tests.Connectors;
using FlinkSql.Tests.Unit.Runtime.Restore;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State.Keyed;

/// <summary>The backend on the disk does what every backend must, where the library is installed.</summary>
public sealed class RocksDbKeyedStateTests
{
    public static TheoryData<string> Facts =>
        [.. typeof(KeyedStateConformance).GetMethods().Where(each => each.GetCustomAttribute<FactAttribute>(inherit: false) is { } fact
            && fact.GetType() == typeof(FactAttribute)).Select(each => each.Name)];

    [RocksDbTheory]
    [MemberData(nameof(Facts))]
    public void It_is_like_every_backend(string fact)
    {
        using var folder = new TempFolder();
        typeof(KeyedStateConformance).GetMethod(fact)!.Invoke(new Suite(folder.Path), null);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [RocksDbTheory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public void Its_checkpoints_are_restored_at_any_parallelism(int before, int after)
    {
        using var folder = new TempFolder();
        new Suite(folder.Path) { Seeds = 3 }.Random_changes_before_and_after_a_restore_give_what_they_give_without(before, after);
    }

    /// <summary>Every second state is in memory, and every other one on the disk.</summary>
    [RocksDbTheory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public void Its_checkpoints_are_those_of_memory(int before, int after)
    {
        using var folder = new TempFolder();
        new Suite(folder.Path) { Seeds = 3, Mixed = true }
            .Random_changes_before_and_after_a_restore_give_what_they_give_without(before, after);
    }

    private sealed class Suite(string folder) : KeyedStateConformance
    {
        private int _made;

        public bool Mixed { get; init; }

        public override IKeyedState Create(KeyedStateSetup setup) =>
            new StateBackend { RocksDb = !Mixed || _made++ % 2 == 0, LocalDirectory = folder }.KeyedState(setup);
    }
}
