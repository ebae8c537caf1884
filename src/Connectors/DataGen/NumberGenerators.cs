using System.Numerics;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.DataGen;

/// <summary>Whole numbers between two bounds: integers, intervals and compact decimals.</summary>
internal sealed class WholeGenerator<T>(long least, long most, SplitMix random) : FieldGenerator
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ulong _span = (ulong)most - (ulong)least + 1;
    private SplitMix _random = random;

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (FixedBuilder<T>)to;
        foreach (ref T value in builder.Reserve(count))
        {
            value = T.CreateTruncating(least + (long)(_span == 0 ? _random.Next() : _random.Next(_span)));
        }

        builder.Commit(count);
    }

    public override void Save(BinaryWriter to) => to.Write(_random.State);

    public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
}

/// <summary>Decimals of 128 bits between two bounds.</summary>
internal sealed class WideDecimalGenerator(Int128 least, Int128 most, SplitMix random) : FieldGenerator
{
    private SplitMix _random = random;

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (FixedBuilder<Int128>)to;
        var span = (UInt128)(most - least) + 1;
        foreach (ref Int128 value in builder.Reserve(count))
        {
            var wide = new UInt128(_random.Next(), _random.Next());
            value = least + (Int128)(wide % span);
        }

        builder.Commit(count);
    }

    public override void Save(BinaryWriter to) => to.Write(_random.State);

    public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
}

/// <summary>FLOAT and DOUBLE between two bounds.</summary>
internal sealed class RealGenerator<T>(double least, double most, SplitMix random) : FieldGenerator
    where T : unmanaged, IFloatingPoint<T>
{
    private SplitMix _random = random;

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (FixedBuilder<T>)to;
        foreach (ref T value in builder.Reserve(count))
        {
            double part = _random.NextDouble();
            // Not least + part * (most - least), which overflows between the greatest bounds.
            value = T.CreateSaturating(least * (1 - part) + most * part);
        }

        builder.Commit(count);
    }

    public override void Save(BinaryWriter to) => to.Write(_random.State);

    public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
}

/// <summary>The whole numbers from a start to an end, one after another.</summary>
internal sealed class SequenceGenerator<T>(long start, long end, long step) : FieldGenerator
    where T : unmanaged, INumber<T>
{
    private long _next = start;

    public override long Limit { get; } = Sequence.Length(start, end);

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (FixedBuilder<T>)to;
        foreach (ref T value in builder.Reserve(count))
        {
            value = T.CreateTruncating(_next++) * T.CreateTruncating(step);
        }

        builder.Commit(count);
    }

    public override void Save(BinaryWriter to) => to.Write(_next);

    public override void Restore(BinaryReader from) => _next = from.ReadInt64();
}

/// <summary>The same numbers as text.</summary>
internal sealed class TextSequenceGenerator(long start, long end) : FieldGenerator
{
    private long _next = start;

    public override long Limit { get; } = Sequence.Length(start, end);

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (BytesBuilder)to;
        for (int row = 0; row < count; row++)
        {
            builder.Commit(Utf8Text.WriteInt64(builder.Reserve(Utf8Text.MaxLength), _next++));
        }
    }

    public override void Save(BinaryWriter to) => to.Write(_next);

    public override void Restore(BinaryReader from) => _next = from.ReadInt64();
}

/// <summary>How long a sequence is.</summary>
internal static class Sequence
{
    public static long Length(long start, long end) =>
        (long)Int128.Clamp((Int128)end - start + 1, 0, long.MaxValue - 1);
}
