using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

public sealed class DeferredRowsTests
{
    private static readonly StateTable Numbers = new("numbers", new Schema([new Field("n", DataTypes.BigInt.NotNull())]), []);

    [Fact]
    public void Deferred_rows_are_made_once_and_stand_where_they_were_added()
    {
        int made = 0;
        int released = 0;
        using var state = new StateSnapshot(BufferPool.Shared);
        state.Add(Numbers, Row(1));
        state.Defer(Numbers, _ => [Row(2 + made++)], () => released++);
        state.Defer(Numbers, _ => [Row(3)]);
        Assert.Equal((0, 0), (made, released));
        ICheckpointSession session = new MemoryCheckpointStorage().Begin(1, "me");
        CheckpointLocation location = session.NewCheckpoint();
        session.Publish(location, new JobSnapshot(
            location.Id, 0, 128, new Dictionary<string, IReadOnlyList<StateSnapshot>> { ["op"] = [state] }));
        Assert.Equal((1, 1), (made, released));
        Assert.Equal([1L, 2L, 3L], Read(state));
        Assert.Equal((1, 1), (made, released));
    }

    [Fact]
    public void Rows_that_could_not_be_made_are_not_left_out()
    {
        bool fails = true;
        using var state = new StateSnapshot(BufferPool.Shared);
        state.Defer(Numbers, _ => fails ? throw new InvalidOperationException("not now") : [Row(1)]);
        Assert.Throws<InvalidOperationException>(() => state.Tables);
        fails = false;
        Assert.Equal([1L], Read(state));
    }

    [Fact]
    public void Copies_of_a_snapshot_that_nobody_wants_are_given_back()
    {
        int released = 0;
        var state = new StateSnapshot(BufferPool.Shared);
        state.Defer(Numbers, _ => throw new InvalidOperationException("not asked for"), () => released++);
        state.Dispose();
        state.Dispose();
        Assert.Equal(1, released);
    }

    private static RecordBatch Row(long number)
    {
        var rows = new BatchBuilder(Numbers.Schema, BufferPool.Shared);
        rows.AppendRow(RowKind.Insert, number);
        return rows.Build();
    }

    private static IEnumerable<long> Read(StateSnapshot state) =>
        Assert.Single(state.Tables).Rows.Select(rows => (long)rows.Column(0).GetValue(0)!);
}
