using System.Buffers.Binary;
using System.Numerics;

namespace FlinkSql.Functions.Text;

/// <summary>SHA-224 (FIPS 180-4), which .NET does not have: SHA-256 from another start, cut to 28 bytes.</summary>
internal static class Sha224
{
    public const int HashBytes = 28;
    private const int BlockBytes = 64;
    private const int Rounds = 64;

    private static ReadOnlySpan<uint> Start =>
        [0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4];

    private static readonly uint[] Constants = MakeConstants();

    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        Span<uint> state = stackalloc uint[8];
        Start.CopyTo(state);
        ReadOnlySpan<byte> rest = data;
        for (; rest.Length >= BlockBytes; rest = rest[BlockBytes..])
        {
            Mix(state, rest[..BlockBytes]);
        }

        // The end: a one bit, zeros, and the length in bits.
        Span<byte> tail = stackalloc byte[2 * BlockBytes];
        tail.Clear();
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        int tailBytes = rest.Length + 9 > BlockBytes ? 2 * BlockBytes : BlockBytes;
        BinaryPrimitives.WriteInt64BigEndian(tail[(tailBytes - 8)..], data.Length * 8L);
        for (int block = 0; block < tailBytes; block += BlockBytes)
        {
            Mix(state, tail.Slice(block, BlockBytes));
        }

        for (int word = 0; word < HashBytes / 4; word++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(word * 4)..], state[word]);
        }
    }

    private static void Mix(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[Rounds];
        for (int word = 0; word < 16; word++)
        {
            words[word] = BinaryPrimitives.ReadUInt32BigEndian(block[(word * 4)..]);
        }

        for (int word = 16; word < Rounds; word++)
        {
            uint early = words[word - 15], late = words[word - 2];
            uint first = BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3);
            uint second = BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10);
            words[word] = words[word - 16] + first + words[word - 7] + second;
        }

        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (int round = 0; round < Rounds; round++)
        {
            uint sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint next = h + sum1 + ((e & f) ^ (~e & g)) + Constants[round] + words[round];
            uint sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint other = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + next, c, b, a, next + other);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    /// <summary>The first 32 bits of the fractions of the cube roots of the first 64 primes.</summary>
    private static uint[] MakeConstants()
    {
        var constants = new uint[Rounds];
        int count = 0;
        for (int candidate = 2; count < Rounds; candidate++)
        {
            if (IsPrime(candidate))
            {
                constants[count++] = (uint)CubeRoot((BigInteger)candidate << 96);
            }
        }

        return constants;
    }

    private static bool IsPrime(int number)
    {
        for (int divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The whole part of the root, of which the lowest 32 bits are the fraction asked for.</summary>
    private static ulong CubeRoot(BigInteger value)
    {
        ulong root = 0;
        for (int bit = 36; bit >= 0; bit--)
        {
            ulong tried = root | (1UL << bit);
            if (BigInteger.Pow(tried, 3) <= value)
            {
                root = tried;
            }
        }

        return root;
    }
}
