using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions;

/// <summary>
/// Space for the text that functions make while one row is evaluated. Spans stay valid until <see cref="Reset"/>,
/// which generated code calls before each row.
/// </summary>
public sealed class Scratch
{
    /// <summary>The longest value a function may make: protects against REPEAT and LPAD with huge lengths.</summary>
    public const int MaxValueBytes = 16 << 20;

    private byte[] _current = new byte[4096];
    private int _used;

    /// <summary>Takes that many bytes.</summary>
    /// <exception cref="QueryException">The value would exceed <see cref="MaxValueBytes"/>.</exception>
    public Span<byte> Take(int bytes)
    {
        if (_current.Length - _used < bytes)
        {
            Enlarge(bytes);
        }

        Span<byte> span = _current.AsSpan(_used, bytes);
        _used += bytes;
        return span;
    }

    /// <summary>Takes a number of bytes that may be beyond any limit.</summary>
    /// <exception cref="QueryException">The value would exceed <see cref="MaxValueBytes"/>.</exception>
    public Span<byte> Take(long bytes)
    {
        if (bytes > MaxValueBytes)
        {
            ThrowTooLong(bytes);
        }

        return Take((int)bytes);
    }

    /// <summary>Copies a value, so that it outlives what it was read from.</summary>
    public ReadOnlySpan<byte> Copy(scoped ReadOnlySpan<byte> value)
    {
        Span<byte> copy = Take(value.Length);
        value.CopyTo(copy);
        return copy;
    }

    /// <summary>Gives everything back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset() => _used = 0;

    /// <summary>Reports a value that is too long.</summary>
    [DoesNotReturn]
    internal static void ThrowTooLong(long bytes) =>
        throw new QueryException(
            "FLS6010", $"a function made a value of {bytes:N0} bytes; the limit is {MaxValueBytes:N0}");

    private void Enlarge(int bytes)
    {
        if ((uint)bytes > MaxValueBytes)
        {
            ThrowTooLong((uint)bytes);
        }

        // The old block stays alive through the spans into it; only the newest block is reused.
        _current = new byte[Math.Max(bytes, _current.Length * 2)];
        _used = 0;
    }
}
