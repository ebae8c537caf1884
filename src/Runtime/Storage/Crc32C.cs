using System.Numerics;
using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.Storage;

/// <summary>
/// The Castagnoli checksum of bytes. The processor computes it 8 bytes at a time where it can (little-endian, as all
/// machines the engine runs on), and .NET does where it cannot.
/// </summary>
public struct Crc32C
{
    // The register starts with all bits set; its inverse starts at 0, so that a new struct is a new checksum.

    /// <summary>Of all bytes added so far.</summary>
    public uint Value { get; private set; }

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32C();
        crc.Add(bytes);
        return crc.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint register = ~Value;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            register = BitOperations.Crc32C(register, word);
        }

        foreach (byte value in bytes[(words.Length * sizeof(ulong))..])
        {
            register = BitOperations.Crc32C(register, value);
        }

        Value = ~register;
    }
}
