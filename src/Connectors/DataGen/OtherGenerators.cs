using FlinkSql.Columnar;

namespace FlinkSql.Connectors.DataGen;

/// <summary>True and false alike often.</summary>
internal sealed class BooleanGenerator(SplitMix random) : FieldGenerator
{
    private SplitMix _random = random;

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (BooleanBuilder)to;
        for (int row = 0; row < count; row++)
        {
            builder.Append((long)_random.Next() < 0);
        }
    }

    public override void Save(BinaryWriter to) => to.Write(_random.State);

    public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
}

/// <summary>Text of hexadecimal digits, or any bytes, of a length or of lengths up to it.</summary>
internal sealed class BytesGenerator(int length, bool varies, bool isText, SplitMix random) : FieldGenerator
{
    private SplitMix _random = random;

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (BytesBuilder)to;
        for (int row = 0; row < count; row++)
        {
            int size = varies ? (int)_random.Next(1, Math.Max(length, 1)) : length;
            Span<byte> value = builder.Reserve(size)[..size];
            Fill(value);
            builder.Commit(size);
        }
    }

    private void Fill(Span<byte> value)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        ulong bits = 0;
        for (int at = 0; at < value.Length; at++)
        {
            bits = at % 8 == 0 ? _random.Next() : bits >> 8;
            value[at] = isText ? digits[(int)(bits & 15)] : (byte)bits;
        }
    }

    public override void Save(BinaryWriter to) => to.Write(_random.State);

    public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
}

/// <summary>Times up to now: by default now itself, otherwise up to a span of time ago.</summary>
internal sealed class TimestampGenerator(TimestampType type, TimeSpan maxPast, TimeProvider clock, SplitMix random)
    : FieldGenerator
{
    private SplitMix _random = random;

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (FixedBuilder<long>)to;
        long now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        foreach (ref long value in builder.Reserve(count))
        {
            long ticks = maxPast == TimeSpan.Zero ? now : now - _random.Next(0, maxPast.Ticks);
            value = type.UnitsPerSecond >= TimeSpan.TicksPerSecond
                ? ticks * (type.UnitsPerSecond / TimeSpan.TicksPerSecond)
                : TimeUnits.FloorDivide(ticks, TimeSpan.TicksPerSecond / type.UnitsPerSecond, out _);
        }

        builder.Commit(count);
    }

    public override void Save(BinaryWriter to) => to.Write(_random.State);

    public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
}

/// <summary>The date of today, and the time of day.</summary>
internal sealed class NowGenerator(DataType type, TimeProvider clock) : FieldGenerator
{
    public override void Append(ColumnBuilder to, int count)
    {
        DateTimeOffset now = clock.GetUtcNow();
        object value = type switch
        {
            TimeType { Physical: PhysicalType.Int32 } => (object)(int)(now.TimeOfDay.Ticks / TimeSpan.TicksPerMillisecond),
            TimeType { Precision: <= 6 } => now.TimeOfDay.Ticks / TimeSpan.TicksPerMicrosecond,
            TimeType => now.TimeOfDay.Ticks * TimeSpan.NanosecondsPerTick,
            _ => (int)((now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerDay),
        };
        for (int row = 0; row < count; row++)
        {
            to.AppendValue(value);
        }
    }
}

/// <summary>ARRAY, MAP and MULTISET of a number of elements.</summary>
internal sealed class CollectionGenerator(FieldGenerator elements, FieldGenerator? values, int length) : FieldGenerator
{
    public override void Append(ColumnBuilder to, int count)
    {
        for (int row = 0; row < count; row++)
        {
            if (to is ListBuilder list)
            {
                elements.Append(list.Elements, length);
                list.EndRow();
            }
            else
            {
                var map = (MapBuilder)to;
                elements.Append(map.Keys, length);
                values!.Append(map.Values, length);
                map.EndRow();
            }
        }
    }

    public override void Save(BinaryWriter to)
    {
        elements.Save(to);
        values?.Save(to);
    }

    public override void Restore(BinaryReader from)
    {
        elements.Restore(from);
        values?.Restore(from);
    }
}

/// <summary>ROW of its fields.</summary>
internal sealed class RowGenerator(FieldGenerator[] fields) : FieldGenerator
{
    public override long Limit => fields.Min(part => part.Limit);

    public override void Append(ColumnBuilder to, int count)
    {
        var builder = (StructBuilder)to;
        for (int field = 0; field < fields.Length; field++)
        {
            fields[field].Append(builder.Children[field], count);
        }

        for (int row = 0; row < count; row++)
        {
            builder.EndRow();
        }
    }

    public override void Save(BinaryWriter to)
    {
        foreach (FieldGenerator field in fields)
        {
            field.Save(to);
        }
    }

    public override void Restore(BinaryReader from)
    {
        foreach (FieldGenerator field in fields)
        {
            field.Restore(from);
        }
    }
}

/// <summary>Only NULL.</summary>
internal sealed class NullGenerator : FieldGenerator
{
    public override void Append(ColumnBuilder to, int count)
    {
        for (int row = 0; row < count; row++)
        {
            to.AppendNull();
        }
    }
}
