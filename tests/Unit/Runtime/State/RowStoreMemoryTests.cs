using FlinkSql.Columnar;
using FlinkSql.Runtime.State;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State;

/// <summary>Rows kept from many batches take the memory of the rows, not of the batches.</summary>
public class RowStoreMemoryTests
{
    private static readonly Schema Columns = TypeText.ParseSchema("k INT, t STRING");

    [Fact]
    public void One_row_of_many_batches_keeps_none_of_them()
    {
        var memory = new BufferPool("test", long.MaxValue);
        var rows = new RowStore(Columns, memory);
        var kept = new List<int>();
        for (int number = 0; number < 500; number++)
        {
            RecordBatch batch = Batch(memory, number, 100);
            kept.Add(rows.Add(new StoredRow(batch, 42)));
            batch.Dispose();
            rows.Compact();
        }

        Assert.InRange(rows.Held, 500, 6_000);
        for (int number = 0; number < kept.Count; number++)
        {
            StoredRow row = rows[kept[number]];
            Assert.Equal((number * 1000) + 42, row.Batch.Values<int>(0)[row.Row]);
        }

        rows.Clear();
        Assert.Equal(0, memory.Rented);
    }

    [Fact]
    public void Memory_follows_the_rows_when_they_come_and_go_at_random()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        var memory = new BufferPool("test", long.MaxValue);
        var rows = new RowStore(Columns, memory);
        var expected = new Dictionary<int, int>();
        for (int number = 0; number < 2_000; number++)
        {
            RecordBatch batch = Batch(memory, number, random.Next(1, 20));
            for (int row = 0; row < batch.RowCount; row++)
            {
                expected.Add(rows.Add(new StoredRow(batch, row)), (number * 1000) + row);
            }

            batch.Dispose();
            foreach (int gone in expected.Keys.Where(_ => random.Next(8) == 0).ToArray())
            {
                rows.Remove(gone);
                expected.Remove(gone);
            }

            rows.Compact();
            Assert.Equal(expected.Count, rows.Count);
            Assert.True(rows.Held <= (2L * rows.Count) + 4096);
        }

        Assert.All(expected, pair => Assert.Equal(pair.Value, rows[pair.Key].Batch.Values<int>(0)[rows[pair.Key].Row]));
        foreach (int row in expected.Keys)
        {
            rows.Remove(row);
        }

        Assert.Equal(0, memory.Rented);
    }

    private static RecordBatch Batch(BufferPool memory, int number, int rows)
    {
        var builder = new BatchBuilder(Columns, memory);
        for (int row = 0; row < rows; row++)
        {
            builder.AppendRow(RowKind.Insert, (number * 1000) + row, $"text {row}");
        }

        return builder.Build();
    }
}
