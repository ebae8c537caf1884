using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.State.RocksDb;
using FlinkSql.Tests.Connectors;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>Groups on the disk say what groups in memory say, and each kind takes over from the other.</summary>
public sealed class RocksDbGroupsTests
{
    private static IEnumerable<RestoreCase> Cases =>
        RestoreCases.All.Where(each => each.Name.StartsWith("groups", StringComparison.Ordinal));

    [RocksDbFact]
    public void They_go_on_to_the_letter_from_memory_and_back()
    {
        using var folder = new TempFolder();
        var rocks = new StateBackend { RocksDb = true, LocalDirectory = folder.Path, HotBytes = 1 };
        foreach (RestoreCase each in Cases)
        {
            for (int seed = 0; seed < 3; seed++)
            {
                IReadOnlyList<RestoreStep> script = each.Script(new Random(seed));
                string[] expected = Run(each, script, [(script.Count, null)]);
                int third = script.Count / 3;
                foreach ((int, StateBackend?)[] parts in new (int, StateBackend?)[][]
                {
                    [(script.Count, rocks)],
                    [(third, null), (script.Count, rocks)],
                    [(third, rocks), (script.Count, null)],
                    [(third, null), (2 * third, rocks), (script.Count, null)],
                    [(third, rocks), (script.Count, rocks)],
                })
                {
                    string[] lines = Run(each, script, parts);
                    Assert.True(expected.SequenceEqual(lines), $"{each.Name}, seed {seed}, {parts.Length} parts");
                }
            }
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [RocksDbFact]
    public void A_view_shows_what_was_there_and_outlives_its_store()
    {
        using var folder = new TempFolder();
        var memory = RocksDbMemory.Of(8 << 20);
        string path = Path.Combine(folder.Path, "store");
        RocksDbStore store = RocksDbStore.Open(path, memory);
        store.Put([1], [10]);
        store.Put([2], [20, 21]);
        store.Write();
        RocksDbView view = store.View();
        store.Delete([1]);
        store.Put([3], []);
        store.Write();
        using (RocksDbValue value = store.Get([2]))
        {
            Assert.Equal(new byte[] { 20, 21 }, value.Bytes.ToArray());
        }

        Assert.True(store.Get([1]).IsNull);
        store.Dispose();
        using (RocksDbCursor cursor = view.Scan())
        {
            Assert.True(cursor.Seek([]));
            Assert.Equal(new byte[] { 10 }, cursor.Value.ToArray());
            Assert.True(cursor.Next());
            Assert.Equal(new byte[] { 2 }, cursor.Key.ToArray());
            Assert.False(cursor.Next());
        }

        view.Dispose();
        Assert.False(Directory.Exists(path));
    }

    /// <summary>Runs parts of a script, each on a backend, from the snapshot of the part before.</summary>
    private static string[] Run(RestoreCase each, IReadOnlyList<RestoreStep> script, (int Until, StateBackend? Backend)[] parts)
    {
        var lines = new List<string>();
        IReadOnlyList<StateSnapshot> snapshots = [];
        long now = 0;
        int step = 0;
        foreach ((int until, StateBackend? backend) in parts)
        {
            using var fleet = new OperatorFleet(each, 1, backend: backend);
            if (step != 0)
            {
                fleet.Restore(snapshots, now);
                snapshots[0].Dispose();
            }

            for (; step < until; step++)
            {
                fleet.Do(script[step]);
                now = script[step] is RestoreStep.Clock clock ? clock.Time : now;
            }

            snapshots = fleet.Snapshot(BufferPool.Shared);
            lines.AddRange(fleet.Lines);
            if (until == script.Count)
            {
                lines.Add($"{fleet.StateEntries} groups, {fleet.Dropped}");
            }

            // What comes behind the barrier does not show in the rows that are made later.
            foreach (RestoreStep later in script.Skip(step).Take(4))
            {
                fleet.Do(later);
            }

            Assert.NotNull(snapshots[0].Tables);
        }

        snapshots[0].Dispose();
        return [.. lines];
    }
}
