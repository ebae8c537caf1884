using System.Buffers.Binary;

namespace FlinkSql.Functions.Scalar;

/// <summary>UUID: a random UUID of version 4, from the random numbers of the query.</summary>
public static class Uuid
{
    [ScalarFunction("uuid() -> string", Deterministic = false)]
    public static ReadOnlySpan<byte> Invoke(Scratch scratch, QueryContext context)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (int at = 0; at < bytes.Length; at += 4)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes[at..], context.Random().Next(32));
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        Span<byte> text = scratch.Take(36);
        new Guid(bytes, bigEndian: true).TryFormat(text, out _);
        return text;
    }
}
