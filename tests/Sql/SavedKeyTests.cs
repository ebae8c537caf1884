using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Tests.Sql.Harness;
using FlinkSql.Tests.Unit.Columnar;
using Xunit;

namespace FlinkSql.Tests.Sql;

/// <summary>
/// Keys in a checkpoint hash as the rows did that an exchange sent: otherwise another parallelism would find a key where
/// none of its rows come.
/// </summary>
public sealed class SavedKeyTests
{
    public static TheoryData<string> Types() => [.. RandomBatch.Primitives
        .Where(type => type is not (NullType or VariantType)).Select(type => type.ToString()!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Saved_keys_hash_as_the_rows_did(string type)
    {
        DataType column = RandomBatch.Primitives.Single(each => each.ToString() == type);
        RecordBatch input = Input(column);
        using var run = new SqlRun(new SqlConfiguration(7, 1, 1));
        run.Script($"CREATE TABLE t (k {type}, m INT) WITH ('connector' = 'test', 'linger' = '10000')");
        run.Input("t", input);
        JobSnapshot snapshot = run.CheckpointOf("SELECT k, m, COUNT(*) FROM t GROUP BY k, m", TimeSpan.FromSeconds(1));
        (StateTable table, List<RecordBatch> groups) = snapshot.Operators.Values
            .SelectMany(subtasks => subtasks).SelectMany(state => state.Tables).Single(each => each.Table.Name == "groups");
        Assert.Equal([0, 1], table.KeyColumns);
        Assert.Equal(["k", "m", "state"], table.Schema.Fields.Select(field => field.Name));
        Assert.Equal(Hashes([input]), Hashes(groups));
    }

    private static RecordBatch Input(DataType type)
    {
        var random = new RandomBatch(7);
        var rows = new BatchBuilder(new Schema([new Field("k", type), new Field("m", DataTypes.Int)]), BufferPool.Shared);
        for (int row = 0; row < 40; row++)
        {
            rows.AppendRow(RowKind.Insert, row % 7 == 0 ? null : Edge(type, row) ?? random.Value(type), row % 3 == 0 ? null : row % 3);
        }

        return rows.Build();
    }

    private static object? Edge(DataType type, int row) => (type.Physical, row) switch
    {
        (PhysicalType.Float32, 1) => -0.0f,
        (PhysicalType.Float32, 2) => 0.0f,
        (PhysicalType.Float32, 3) => float.NaN,
        (PhysicalType.Float32, 4) => BitConverter.Int32BitsToSingle(0x7FC00001),
        (PhysicalType.Float64, 1) => -0.0,
        (PhysicalType.Float64, 2) => 0.0,
        (PhysicalType.Float64, 3) => double.NaN,
        (PhysicalType.Float64, 4) => BitConverter.Int64BitsToDouble(0x7FF8000000000001),
        _ => null,
    };

    private static IEnumerable<ulong> Hashes(IEnumerable<RecordBatch> batches) => batches.SelectMany(batch =>
    {
        ulong[] hashes = new ulong[batch.RowCount];
        KeyHash.HashColumns(batch, [0, 1], hashes);
        return hashes;
    }).Distinct().Order();
}
