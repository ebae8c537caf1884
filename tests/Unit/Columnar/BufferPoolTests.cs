using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using Xunit;
using Buffer = FlinkSql.Columnar.Buffer;

namespace FlinkSql.Tests.Unit.Columnar;

public class BufferPoolTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 128)]
    [InlineData(1_000_000, 1 << 20)]
    [InlineData((1 << 26) + 1, 1 << 27)]
    public unsafe void Buffers_are_aligned_to_64_bytes_and_sized_in_powers_of_two(int bytes, int capacity)
    {
        var pool = new BufferPool("test", long.MaxValue);
        for (int round = 0; round < 3; round++)
        {
            Buffer buffer = pool.Rent(bytes);
            nint address = (nint)Unsafe.AsPointer(ref buffer.Bytes[0]);
            Assert.Equal(0, address % Buffer.Alignment);
            Assert.Equal((capacity, (long)capacity), (buffer.Capacity, pool.Rented));
            buffer.Bytes.Fill(0xAB);
            buffer.Release();
        }

        Assert.Equal((0L, (long)capacity), (pool.Rented, pool.Peak));
    }

    [Fact]
    public void No_bytes_are_the_empty_buffer_and_free_of_charge()
    {
        var pool = new BufferPool("test", long.MaxValue);
        Buffer buffer = pool.Rent(0);
        Assert.Same(Buffer.Empty, buffer);
        buffer.Release();
        buffer.Release();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void A_returned_buffer_is_rented_again()
    {
        var pool = new BufferPool("test", long.MaxValue);
        Buffer first = pool.Rent(100);
        first.Bytes[0] = 42;
        first.Release();
        Buffer second = pool.Rent(100);
        Assert.Equal(42, second.Bytes[0]);
        second.Release();
    }

    [Fact]
    public void Releasing_or_retaining_beyond_the_last_reference_throws()
    {
        Buffer buffer = new BufferPool("test", long.MaxValue).Rent(8);
        buffer.Retain();
        buffer.Release();
        buffer.Release();
        Assert.Throws<InvalidOperationException>(() => buffer.Retain());
        buffer = new BufferPool("test", long.MaxValue).Rent(8);
        buffer.Release();
        Assert.Throws<InvalidOperationException>(buffer.Release);
    }

    [Fact]
    public void Disposing_a_batch_twice_throws()
    {
        var pool = new BufferPool("test", long.MaxValue);
        var builder = new BatchBuilder(new Schema([new("a", DataTypes.String)]), pool);
        builder.AppendRow(RowKind.Delete, "x");
        RecordBatch batch = builder.Build();
        batch.Dispose();
        Assert.Equal(0, pool.Rented);
        Assert.Throws<InvalidOperationException>(batch.Dispose);
    }

    [Fact]
    public void Shared_columns_live_until_their_last_batch()
    {
        var pool = new BufferPool("test", long.MaxValue);
        var schema = new Schema([new("a", DataTypes.Int), new("b", DataTypes.String)]);
        var builder = new BatchBuilder(schema, pool);
        builder.AppendRow(RowKind.Insert, 1, "x");
        builder.AppendRow(RowKind.Delete, null, "y");
        RecordBatch batch = builder.Build();
        RecordBatch selected = batch.Select(schema.Select([1]), [1]);
        batch.Dispose();
        RecordBatch marked = selected.WithMarks([new WatermarkMark(1, 5)]);
        Assert.Equal("y", marked.Column(0).GetValue(1));
        Assert.Equal(RowKind.Delete, marked.Kind(1));
        Assert.True(pool.Rented > 0);
        marked.Dispose();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void A_child_charges_its_parent_and_is_full_with_it()
    {
        var parent = new BufferPool("process", 1_024);
        var left = new BufferPool("left", 512, parent);
        var right = new BufferPool("right", long.MaxValue, parent);
        Buffer first = left.Rent(512);
        Assert.Equal((512L, 512L), (left.Rented, parent.Rented));
        Assert.Equal((true, false, false), (left.IsFull, right.IsFull, parent.IsFull));
        right.Charge(512);
        Assert.Equal((true, true), (right.IsFull, parent.IsFull));
        first.Release();
        right.Discharge(512);
        Assert.Equal((0L, 0L, 0L), (left.Rented, right.Rented, parent.Rented));
        Assert.Equal((512L, 1_024L), (left.Peak, parent.Peak));
        Assert.False(right.IsFull);
    }

    [Fact]
    public void A_child_detached_while_others_return_buffers_leaves_nothing_on_its_parent()
    {
        var parent = new BufferPool("process", long.MaxValue);
        for (int round = 0; round < 200; round++)
        {
            var child = new BufferPool("job", long.MaxValue, parent);
            Buffer[] held = [.. Enumerable.Range(0, 50).Select(_ => child.Rent(64))];
            var returning = new Thread(() => Array.ForEach(held, buffer => buffer.Release()));
            returning.Start();
            child.Detach();
            child.Rent(64).Release();
            returning.Join();
            Assert.Equal((0L, 0L), (child.Rented, parent.Rented));
        }
    }

    [Fact]
    public void More_than_one_gibibyte_is_refused_and_not_charged()
    {
        var pool = new BufferPool("test", long.MaxValue);
        Assert.Throws<InsufficientMemoryException>(() => pool.Rent((1 << 30) + 1));
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Threads_never_share_a_rented_buffer()
    {
        const int seed = 3;
        var pool = new BufferPool("test", long.MaxValue);
        bool[] clean = new bool[4];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(worker => new Thread(() => clean[worker] = Work(worker)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(clean, isClean => Assert.True(isClean, $"seed {seed}"));
        Assert.Equal(0, pool.Rented);

        bool Work(int worker)
        {
            var random = new Random(seed + worker);
            var held = new Queue<Buffer>();
            bool untouched = true;
            for (int round = 0; round < 5_000; round++)
            {
                Buffer rented = pool.Rent(random.Next(1, 4_096));
                rented.Bytes.Fill((byte)worker);
                held.Enqueue(rented);
                while (held.Count > random.Next(20))
                {
                    Buffer oldest = held.Dequeue();
                    untouched &= oldest.Bytes.IndexOfAnyExcept((byte)worker) < 0;
                    oldest.Release();
                }
            }

            while (held.TryDequeue(out Buffer? left))
            {
                left.Release();
            }

            return untouched;
        }
    }
}
