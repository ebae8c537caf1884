using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Connectors;
using FlinkSql.Tests.Unit.Codegen;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>Checkpoints that hold what has changed are as good as whole ones, and what they refer to stays.</summary>
public sealed class IncrementalCheckpointTests
{
    private const string Table = "groups";
    private const int Keys = 40;

    [Theory]
    [InlineData("groups")]
    [InlineData("groups of changes")]
    public void Every_retained_checkpoint_holds_what_a_whole_one_would(string name)
    {
        RestoreCase each = RestoreCases.All.Single(known => known.Name == name);
        int continued = 0;
        int whole = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            using var folder = new TempFolder();
            var files = new LocalFileSystem();
            var store = new CheckpointStore(files, folder.Path, "job");
            CheckpointAttempt attempt = store.Begin(1, "me", retained: 2);
            var random = new Random(seed);
            var expected = new Dictionary<long, string[]>();
            using var driver = new OperatorDriver(each.Create(), savesChanges: true);
            var rows = new List<string>();
            for (int step = 0; step < 40; step++)
            {
                string[] lines =
                    [.. Enumerable.Range(0, step == 0 ? Keys : random.Next(5)).Select(_ => Row(random, rows, takesBack: name != "groups"))];
                driver.Process(Pictures.Batch(each.Input, driver.Memory, lines));
                CheckpointLocation location = attempt.NewCheckpoint();

                // As a savepoint in between would: it is whole, and the changes go into the next checkpoint all the same.
                string[] rowsNow = Whole(driver);
                StateSnapshot snapshot = driver.Snapshot(BufferPool.Shared, new CheckpointLineage(location.Id, location.Base));
                continued += snapshot.Continued.Count;
                whole += snapshot.Continued.Count == 0 ? 1 : 0;
                StateSnapshot written = StateFiles.Write(files, location, "op", snapshot);
                snapshot.Dispose();
                Assert.InRange(written.Stored.Count(file => !file.Removes), 0, ChangeChain.Longest + 1);
                if (random.Next(4) == 0)
                {
                    attempt.Discard(location);
                    continue;
                }

                Publish(attempt, location, written);
                expected[location.Id] = rowsNow;
                foreach (long id in attempt.Retained)
                {
                    LoadedCheckpoint loaded = CheckpointStore.Open(files, Path.Combine(store.Directory, CheckpointNames.Of(id)));
                    Assert.True(
                        expected[id].SequenceEqual(Read(loaded, files)), $"{name}, seed {seed}: checkpoint {id} after {location.Id}");
                }
            }
        }

        Assert.True(continued > 200, $"only {continued} held changes alone");
        Assert.True(whole > 40, $"only {whole} were written as a whole");
    }

    /// <summary>A row that comes, or one of them that goes.</summary>
    private static string Row(Random random, List<string> rows, bool takesBack)
    {
        if (takesBack && rows.Count > Keys / 2 && random.Next(3) == 0)
        {
            string gone = rows[random.Next(rows.Count)];
            rows.Remove(gone);
            return "-D " + gone;
        }

        rows.Add($"'k{random.Next(Keys)}' {random.Next(100)} {rows.Count}");
        return "+I " + rows[^1];
    }

    private static void Publish(CheckpointAttempt attempt, CheckpointLocation location, StateSnapshot written) =>
        attempt.Publish(location, new CheckpointContents(
            DateTimeOffset.UnixEpoch,
            [
                new OperatorEntry("op", 1, 128, [.. written.Stored.Select(table => new StateEntry(
                    table.Removes ? table.Name + " removed" : table.Name, 0, default, table.File))],
                    [new MetadataEntry("keys:" + Table, "0"u8.ToArray().ToEquatable())]),
            ],
            []));

    private static string[] Whole(OperatorDriver driver)
    {
        using StateSnapshot snapshot = driver.Snapshot(BufferPool.Shared);
        return [.. snapshot.Tables.Where(table => table.Table.Name == Table).SelectMany(table => table.Rows).SelectMany(Lines)
            .Order(StringComparer.Ordinal)];
    }

    private static string[] Read(LoadedCheckpoint loaded, LocalFileSystem files)
    {
        RestoredState state = DurableCheckpointStorage.Describe(loaded).For("op", 0, 1, BufferPool.Shared, files)!;
        var lines = new List<string>();
        foreach (RecordBatch rows in state.Rows(Table))
        {
            lines.AddRange(Lines(rows));
            rows.Dispose();
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Lines(RecordBatch rows) => Enumerable.Range(0, rows.RowCount).Select(row =>
        $"{rows.Column(0).GetValue(row)} {Convert.ToHexString(rows.Bytes(rows.ColumnCount - 1)[row])}");
}
