using System.Runtime.CompilerServices;
using System.Text;

namespace FlinkSql.Columnar;

/// <summary>A column of text (UTF-8), binary or VARIANT: offsets and bytes.</summary>
public sealed class BytesColumn(
    DataType type, int length, Buffer offsets, Buffer data, Buffer validity, int nullCount)
    : Column(type, length, validity, nullCount)
{
    /// <summary>Length + 1 offsets into <see cref="Data"/>.</summary>
    public ReadOnlySpan<int> Offsets => offsets.As<int>()[..(Length + 1)];

    /// <summary>The bytes of all rows.</summary>
    public ReadOnlySpan<byte> Data => data.Bytes[..Offsets[Length]];

    /// <summary>A view for row loops: spans taken once, one slice a row.</summary>
    public BytesView Values => new(Offsets, data.Bytes);

    public override long BufferBytes => base.BufferBytes + offsets.Capacity + data.Capacity;

    private protected override object? GetNonNull(int row) =>
        Type is BinaryType ? Values[row].ToArray() : Encoding.UTF8.GetString(Values[row]);

    public override Column Retain()
    {
        offsets.Retain();
        data.Retain();
        return base.Retain();
    }

    public override void Release()
    {
        offsets.Release();
        data.Release();
        base.Release();
    }
}

/// <summary>The rows of a <see cref="BytesColumn"/> as spans.</summary>
public readonly ref struct BytesView(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<int> _offsets = offsets;
    private readonly ReadOnlySpan<byte> _data = data;

    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _data[_offsets[row].._offsets[row + 1]];
    }
}
