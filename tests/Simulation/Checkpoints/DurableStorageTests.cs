using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Connectors;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

public sealed class DurableStorageTests
{
    private static readonly StateTable Sums = new(
        "sums", new Schema([new Field("k", DataTypes.String), new Field("total", DataTypes.BigInt.NotNull())]), [0]);

    [Fact]
    public void What_was_stored_is_read_back_at_another_parallelism()
    {
        using var folder = new TempFolder();
        var files = new LocalFileSystem();
        var store = new CheckpointStore(files, folder.Path, "job-1");
        var storage = new DurableCheckpointStorage(store, TimeProvider.System, retained: 2);
        ICheckpointSession session = storage.Begin(1, "me");
        Assert.Null(session.Newest());
        CheckpointLocation location = session.NewCheckpoint();
        var states = new List<StateSnapshot>();
        for (int subtask = 0; subtask < 2; subtask++)
        {
            var state = new StateSnapshot(BufferPool.Shared);
            state.Put("late-rows", 3 + subtask);
            state.Add(Sums, Rows([.. Enumerable.Range(0, 100).Where(n => n % 2 == subtask)]));
            states.Add(StateFiles.Write(files, location, $"sum-{subtask}", state));
        }

        session.Publish(location, new JobSnapshot(
            location.Id, 0, 128, new SortedDictionary<string, IReadOnlyList<StateSnapshot>> { ["sum"] = states }));
        JobSnapshot read = storage.Begin(2, "me").Newest()!;
        Assert.Equal(location.Id, read.Id);
        var keys = new List<string>();
        for (int subtask = 0; subtask < 3; subtask++)
        {
            RestoredState state = read.For("sum", subtask, 3, BufferPool.Shared, files)!;
            Assert.Equal(subtask == 0 ? 7 : 0, state.Share("late-rows"));
            string[] own = [.. state.Rows("sums").SelectMany(rows => Enumerable.Range(0, rows.RowCount)
                .Select(row => $"{rows.Column(0).GetValue(row)} {rows.Column(1).GetValue(row)}"))];
            Assert.NotEmpty(own);
            keys.AddRange(own);
        }

        Assert.Equal(
            Enumerable.Range(0, 100).Select(n => $"key {n} {n}").Order(StringComparer.Ordinal),
            keys.Order(StringComparer.Ordinal));
        Assert.Null(read.For("other", 0, 1, BufferPool.Shared));
    }

    private static RecordBatch Rows(IReadOnlyList<int> numbers)
    {
        var rows = new BatchBuilder(Sums.Schema, BufferPool.Shared);
        foreach (int number in numbers)
        {
            rows.AppendRow(RowKind.Insert, $"key {number}", (long)number);
        }

        return rows.Build();
    }
}
