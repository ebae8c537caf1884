using System.Buffers.Binary;
using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

public class ArrowFuzzTests
{
    private const long MostMemory = 64 << 20;

    [Theory]
    [InlineData(1, "stream")]
    [InlineData(2, "file")]
    [InlineData(3, "many.arrows")]
    [InlineData(4, "many.arrow")]
    [InlineData(5, "delta.arrows")]
    public void Damaged_data_ends_in_an_arrow_error_and_within_bounded_memory(int seed, string source)
    {
        byte[] whole = source switch
        {
            "stream" => ArrowBytes.Stream(Batches(), new ArrowWriteOptions { RowKinds = true, Watermarks = true }),
            "file" => ArrowBytes.File(Batches(), new ArrowWriteOptions { RowKinds = true, Watermarks = true }),
            _ => File.ReadAllBytes(Path.Combine(ArrowJs.Fixtures, source)),
        };
        bool isFile = source is "file" or "many.arrow";
        int refused = 0;
        for (int round = 0; round < 1_500; round++)
        {
            byte[] damaged = Damage(whole, new Random(seed * 1_000_000 + round));
            refused += Reads(damaged, isFile, $"seed {seed} round {round} of {source}") ? 0 : 1;
        }

        Assert.True(refused > 100, $"only {refused} rounds were refused, so the damage is too small to prove anything");
    }

    [Fact]
    public void Every_truncation_is_noticed_or_ends_between_messages()
    {
        byte[] stream = ArrowBytes.Stream(Batches());
        byte[] file = ArrowBytes.File(Batches());
        for (int length = 0; length < stream.Length; length += 31)
        {
            Reads(stream[..length], isFile: false, $"stream cut to {length}");
        }

        for (int length = 0; length < file.Length; length += 31)
        {
            Assert.False(Reads(file[..length], isFile: true, $"file cut to {length}"));
        }
    }

    [Fact]
    public void A_claim_of_a_gigabyte_takes_no_gigabyte_from_a_stream_of_unknown_length()
    {
        byte[] bytes = new byte[100];
        bytes.AsSpan(0, 4).Fill(0xFF);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 1 << 30);
        var pool = new BufferPool("test", long.MaxValue);
        Assert.Throws<ArrowFormatException>(() => new ArrowStreamReader(new Unseekable(bytes), pool));
        Assert.True(pool.Peak <= 2 << 20);
        Assert.Equal(0, pool.Rented);
    }

    private static RecordBatch[] Batches()
    {
        var random = new RandomBatch(42);
        var schema = new Schema(RandomBatch.Primitives
            .Concat(Enumerable.Range(0, 12).Select(_ => random.Type(3)))
            .Select((type, column) => new Field($"c{column}", type)).ToEquatable());
        return [random.Batch(schema, 12, BufferPool.Shared), random.Batch(schema, 5, BufferPool.Shared)];
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        byte[] damaged = [.. whole];
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(damaged.Length - 8);
            switch (random.Next(5))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 2:
                    int[] values = [0, 1, -1, int.MaxValue, int.MinValue, 1 << 28, damaged.Length, random.Next()];
                    BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(at & ~3), values[random.Next(values.Length)]);
                    break;
                case 3:
                    BinaryPrimitives.WriteInt64LittleEndian(damaged.AsSpan(at & ~7), random.NextInt64() >> random.Next(64));
                    break;
                default:
                    damaged = random.Next(10) == 0 ? damaged[..(at + 8)] : damaged;
                    damaged[random.Next(damaged.Length)] = 0;
                    break;
            }

            if (damaged.Length <= 16)
            {
                break;
            }
        }

        return damaged;
    }

    /// <summary>Whether the data was read to its end; anything but an Arrow error fails the test.</summary>
    private static bool Reads(byte[] bytes, bool isFile, string what)
    {
        var pool = new BufferPool("test", long.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool read = true;
        try
        {
            if (isFile)
            {
                using var reader = new ArrowFileReader(new MemoryStream(bytes), pool);
                Drain(reader.ReadAll());
            }
            else
            {
                using var reader = new ArrowStreamReader(new MemoryStream(bytes), pool);
                Drain(reader.ReadAll());
            }
        }
        catch (ArrowFormatException)
        {
            read = false;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{what}: {fault.GetType().Name}", fault);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(pool.Rented == 0, $"{what}: {pool.Rented} bytes were not given back");
        Assert.True(allocated < MostMemory && pool.Peak < MostMemory, $"{what}: {allocated} and {pool.Peak} bytes");
        return read;
    }

    private static void Drain(IEnumerable<RecordBatch> batches)
    {
        foreach (RecordBatch batch in batches)
        {
            using (batch)
            {
                if (batch.RowCount < 10_000)
                {
                    BatchText.Print(batch);
                }
            }
        }
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
