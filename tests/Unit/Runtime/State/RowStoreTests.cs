using FlinkSql.Columnar;
using FlinkSql.Runtime.State;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State;

/// <summary>Rows that are kept, whatever becomes of the batches they came in.</summary>
public class RowStoreTests
{
    private static readonly Schema Columns = new([new Field("n", DataTypes.BigInt), new Field("s", DataTypes.String)]);

    [Fact]
    public void Few_rows_of_many_batches_do_not_hold_the_batches()
    {
        var pool = new BufferPool("test", long.MaxValue);
        var store = new RowStore(Columns, pool);
        var kept = new List<(int Number, long Value)>();
        for (int batch = 0; batch < 200; batch++)
        {
            using RecordBatch rows = Rows(pool, batch * 1000, 1000);
            kept.Add((store.Add(new StoredRow(rows, 7)), (batch * 1000) + 7));
            store.Compact();
            Assert.InRange(store.Held, store.Count, (4 * store.Count) + 4096);
        }

        Assert.Equal(200, store.Count);
        Assert.All(kept, entry => Assert.Equal(entry.Value, ValueOf(store[entry.Number])));
        store.Clear();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Batches_of_one_row_are_put_together()
    {
        var pool = new BufferPool("test", long.MaxValue);
        var store = new RowStore(Columns, pool);
        var numbers = new List<int>();
        for (int row = 0; row < 5000; row++)
        {
            using RecordBatch rows = Rows(pool, row, 1);
            numbers.Add(store.Add(new StoredRow(rows, 0)));
            store.Compact();
        }

        Assert.InRange(numbers.Select(number => store[number].Batch).Distinct().Count(), 1, 1500);
        Assert.Equal(Enumerable.Range(0, 5000).Select(row => (long)row), numbers.Select(number => ValueOf(store[number])));
        store.Clear();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Random_rows_come_and_go_for_every_seed()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var pool = new BufferPool("test", long.MaxValue);
            var store = new RowStore(Columns, pool);
            var model = new Dictionary<int, long>();
            for (int batch = 0; batch < 60; batch++)
            {
                using RecordBatch rows = Rows(pool, batch * 10_000, random.Next(1, 2000));
                for (int row = 0; row < rows.RowCount; row += random.Next(1, 100))
                {
                    model.Add(store.Add(new StoredRow(rows, row)), (batch * 10_000) + row);
                }

                foreach (int number in model.Keys.Where(_ => random.Next(3) == 0).ToArray())
                {
                    store.Remove(number);
                    model.Remove(number);
                }

                store.Compact();
                Assert.True(store.Count == model.Count, $"seed {seed}");
                Assert.True(model.All(entry => ValueOf(store[entry.Key]) == entry.Value), $"seed {seed}");
            }

            foreach (int number in model.Keys)
            {
                store.Remove(number);
            }

            Assert.True(pool.Rented == 0, $"seed {seed}: {pool.Rented} bytes are left");
        }
    }

    private static long ValueOf(StoredRow row)
    {
        long value = ((FixedColumn<long>)row.Batch.Column(0)).Values[row.Row];
        Assert.Equal($"text {value}", System.Text.Encoding.UTF8.GetString(((BytesColumn)row.Batch.Column(1)).Values[row.Row]));
        return value;
    }

    private static RecordBatch Rows(BufferPool pool, long from, int count)
    {
        var builder = new BatchBuilder(Columns, pool);
        for (int row = 0; row < count; row++)
        {
            builder.AppendRow(RowKind.Insert, from + row, $"text {from + row}");
        }

        return builder.Build();
    }
}
