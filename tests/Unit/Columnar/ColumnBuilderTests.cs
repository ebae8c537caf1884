using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class ColumnBuilderTests
{
    public static readonly TheoryData<string, object[]> Samples = new()
    {
        { "BOOLEAN", [true, false, true] },
        { "TINYINT", [(sbyte)-1, (sbyte)0, (sbyte)127] },
        { "SMALLINT", [(short)-1, (short)0, short.MaxValue] },
        { "INT", [int.MinValue, 0, int.MaxValue] },
        { "BIGINT", [long.MinValue, 0L, long.MaxValue] },
        { "DECIMAL(30, 2)", [Int128.MinValue, (Int128)0, Int128.MaxValue] },
        { "FLOAT", [1.5f, -0f, float.NaN] },
        { "DOUBLE", [1.5, -0.0, double.NaN] },
        { "STRING", ["", "a", "wörld"] },
        { "BYTES", [Array.Empty<byte>(), new byte[] { 1 }, new byte[] { 2, 3 }] },
        { "ARRAY<INT>", [Array.Empty<object?>(), new object?[] { 1, null }, new object?[] { 2 }] },
        { "ROW<`a` INT, `b` STRING>", [new object?[] { 1, "x" }, new object?[] { null, null }, new object?[] { 2, "" }] },
        {
            "MAP<STRING, INT>",
            [
                new KeyValuePair<object?, object?>[] { new("a", 1), new("b", null) },
                Array.Empty<KeyValuePair<object?, object?>>(),
                new KeyValuePair<object?, object?>[] { new("", 2) },
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Values_and_nulls_come_back_in_order(string typeName, object[] values)
    {
        DataType type = TypeText.Parse(typeName);
        var pool = new BufferPool("test", long.MaxValue);
        ColumnBuilder builder = ColumnBuilders.Create(type, pool);
        for (int batch = 0; batch < 2; batch++)
        {
            var expected = new List<object?>();
            for (int row = 0; row < 100; row++)
            {
                object? value = row % 4 == batch ? null : values[row % 3];
                expected.Add(value);
                builder.AppendValue(value);
            }

            Column column = builder.Build();
            Assert.Equal(expected, Enumerable.Range(0, 100).Select(column.GetValue));
            Assert.Equal(25, column.NullCount);

            ColumnBuilder gather = ColumnBuilders.Create(type, pool);
            gather.AppendRows(column, [99, 0, 1, 50]);
            gather.AppendRows(column, [2]);
            Column gathered = gather.Build();
            int[] rows = [99, 0, 1, 50, 2];
            Assert.Equal(rows.Select(row => expected[row]), Enumerable.Range(0, 5).Select(gathered.GetValue));
            column.Release();
            gathered.Release();
        }

        Assert.Equal(0, pool.Rented);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_column_of_no_rows_can_be_built(string typeName, object[] values)
    {
        Assert.Equal(3, values.Length);
        var pool = new BufferPool("test", long.MaxValue);
        Column column = ColumnBuilders.Create(TypeText.Parse(typeName), pool).Build();
        Assert.Equal((0, 0), (column.Length, column.NullCount));
        column.Release();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Marking_a_row_null_twice_counts_it_once()
    {
        var builder = new FixedBuilder<int>(DataTypes.Int, BufferPool.Shared);
        builder.Reserve(2);
        builder.MarkNull(1);
        builder.MarkNull(1);
        builder.Commit(2);
        Column column = builder.Build();
        Assert.Equal(1, column.NullCount);
        Assert.Equal((false, true), (column.IsNull(0), column.IsNull(1)));
    }

    [Fact]
    public void Every_row_of_a_null_column_is_null_by_its_bitmap_too()
    {
        ColumnBuilder builder = ColumnBuilders.Create(DataTypes.Null, BufferPool.Shared);
        builder.AppendNull();
        builder.AppendNull();
        Column column = builder.Build();
        Assert.True(SomeNulls.IsNull(column.Validity, 1));
        Assert.Null(column.GetValue(0));
    }
}
