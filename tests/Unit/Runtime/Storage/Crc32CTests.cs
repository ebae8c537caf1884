using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Storage;

public sealed class Crc32CTests
{
    [Fact]
    public void The_known_checksum_of_the_nine_digits() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void Nothing_has_the_checksum_0() => Assert.Equal(0u, Crc32C.Of([]));

    [Fact]
    public void Parts_of_any_length_give_the_checksum_of_the_whole()
    {
        var random = new SeededRandom(1, "crc");
        for (int round = 0; round < 200; round++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.Next(100)).Select(_ => (byte)random.Next(256))];
            var parts = new Crc32C();
            for (int start = 0; start < bytes.Length;)
            {
                int length = random.Next(1, bytes.Length - start + 1);
                parts.Add(bytes.AsSpan(start, length));
                start += length;
            }

            Assert.Equal(BitByBit(bytes), parts.Value);
            Assert.Equal(BitByBit(bytes), Crc32C.Of(bytes));
        }
    }

    private static uint BitByBit(byte[] bytes)
    {
        uint register = uint.MaxValue;
        foreach (byte value in bytes)
        {
            register ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                register = (register >> 1) ^ ((register & 1) * 0x82F63B78);
            }
        }

        return ~register;
    }
}
