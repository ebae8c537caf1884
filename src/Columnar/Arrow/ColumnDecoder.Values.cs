using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Columnar.Arrow;

/// <content>Fixed-width values, offsets and dictionary indexes.</content>
internal sealed partial class ColumnDecoder
{
    private Column ReadFixed(ArrowField field, Validity validity) => field.Type.Kind switch
    {
        ArrowKind.Int => ReadInteger(field, validity),
        ArrowKind.FloatingPoint => field.Type.Width switch
        {
            16 => Converted<Half, float, Widen<Half, float>>(field, validity),
            32 => Direct<float>(field, validity),
            _ => Direct<double>(field, validity),
        },
        ArrowKind.Decimal => ReadDecimal(field, validity),
        ArrowKind.Date => field.Type.Unit == ArrowUnits.DateDay
            ? Direct<int>(field, validity)
            : Converted<long, int, MillisToDays>(field, validity),
        ArrowKind.Time => field.Type.Unit switch
        {
            ArrowUnit.Second => Converted<int, int, TimeSecondsToMillis>(field, validity),
            ArrowUnit.Millisecond => Direct<int>(field, validity),
            _ => Direct<long>(field, validity),
        },
        ArrowKind.Timestamp => field.Type.Unit == ArrowUnit.Second
            ? Converted<long, long, SecondsToMillis>(field, validity)
            : Direct<long>(field, validity),
        ArrowKind.Duration => field.Type.Unit switch
        {
            ArrowUnit.Second => Converted<long, long, SecondsToMillis>(field, validity),
            ArrowUnit.Millisecond => Direct<long>(field, validity),
            ArrowUnit.Microsecond => Converted<long, long, MicrosToMillis>(field, validity),
            _ => Converted<long, long, NanosToMillis>(field, validity),
        },
        ArrowKind.Interval => field.Type.Unit == ArrowUnits.IntervalYearMonth
            ? Direct<int>(field, validity)
            : Converted<long, long, DayTimeToMillis>(field, validity),
        _ => throw new ArrowFormatException($"field \"{field.Name}\" has type {field.Type}, which is not supported"),
    };

    private Column ReadInteger(ArrowField field, Validity validity) => (field.Type.Width, field.Type.Signed) switch
    {
        (8, true) => Direct<sbyte>(field, validity),
        (16, true) => Direct<short>(field, validity),
        (32, true) => Direct<int>(field, validity),
        (64, true) => Direct<long>(field, validity),
        (8, false) => Converted<byte, short, Widen<byte, short>>(field, validity),
        (16, false) => Converted<ushort, int, Widen<ushort, int>>(field, validity),
        (32, false) => Converted<uint, long, Widen<uint, long>>(field, validity),
        _ => Converted<ulong, Int128, Widen<ulong, Int128>>(field, validity),
    };

    private Column ReadDecimal(ArrowField field, Validity validity)
    {
        bool compact = field.DataType.Physical == PhysicalType.Int64;
        return (field.Type.Width, compact) switch
        {
            (32, true) => Converted<int, long, Widen<int, long>>(field, validity),
            (32, false) => Converted<int, Int128, Widen<int, Int128>>(field, validity),
            (64, true) => Direct<long>(field, validity),
            (64, false) => Converted<long, Int128, Widen<long, Int128>>(field, validity),
            (_, true) => Converted<Int128, long, Narrow<Int128, long>>(field, validity),
            _ => Direct<Int128>(field, validity),
        };
    }

    private FixedColumn<T> Direct<T>(ArrowField field, Validity validity)
        where T : unmanaged
    {
        Buffer values = Next(field, (long)validity.Length * Unsafe.SizeOf<T>());
        return new FixedColumn<T>(field.DataType, validity.Length, values, validity.Bitmap, validity.NullCount);
    }

    private FixedColumn<TTo> Converted<TFrom, TTo, TConversion>(ArrowField field, Validity validity)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TConversion : struct, IConversion<TFrom, TTo>
    {
        Buffer stored = Next(field, (long)validity.Length * Unsafe.SizeOf<TFrom>());
        Buffer values = Keep(pool.Rent(checked(validity.Length * Unsafe.SizeOf<TTo>())));
        ReadOnlySpan<TFrom> from = stored.As<TFrom>()[..validity.Length];
        Span<TTo> to = values.As<TTo>();
        for (int row = 0; row < from.Length; row++)
        {
            // What stands in a NULL row is unspecified and may be out of range.
            if (!TConversion.TryConvert(from[row], out to[row]) && validity.IsValid(row))
            {
                throw new ArrowFormatException(
                    $"row {row} of field \"{field.Name}\" is {from[row]}, beyond the range of {field.DataType}");
            }
        }

        Forget(stored);
        return new FixedColumn<TTo>(field.DataType, validity.Length, values, validity.Bitmap, validity.NullCount);
    }

    private Buffer ReadOffsets(ArrowField field, int length)
    {
        // A column of no rows may come without its single offset.
        if (length == 0)
        {
            layout.SkipBuffers(1);
            return Buffer.Zeroed(sizeof(int));
        }

        return Next(field, (length + 1L) * sizeof(int));
    }

    private Buffer ReadLargeOffsets(ArrowField field, int length)
    {
        if (length == 0)
        {
            return ReadOffsets(field, length);
        }

        Buffer stored = Next(field, (length + 1L) * sizeof(long));
        Buffer offsets = Keep(pool.Rent(checked((length + 1) * sizeof(int))));
        ReadOnlySpan<long> from = stored.As<long>()[..(length + 1)];
        Span<int> to = offsets.As<int>();
        for (int at = 0; at < from.Length; at++)
        {
            if (!Narrow<long, int>.TryConvert(from[at], out to[at]))
            {
                throw new ArrowFormatException($"field \"{field.Name}\" has the offset {from[at]}, beyond 2 GiB");
            }
        }

        Forget(stored);
        return offsets;
    }

    private Buffer MakeOffsets(ArrowField field, int length)
    {
        int width = field.Type.Width;
        length = width == 0 ? Unbacked(field, length) : length;
        if ((long)length * width > int.MaxValue)
        {
            throw new ArrowFormatException($"field \"{field.Name}\" has {length} rows of {width}, which is beyond 2 GiB");
        }

        if (field.Type.Kind == ArrowKind.FixedSizeBinary && layout.NextBufferLength() < (long)length * width)
        {
            throw new ArrowFormatException($"field \"{field.Name}\" has too few bytes for {length} rows of {width}");
        }

        Buffer offsets = Keep(pool.Rent(checked((length + 1) * sizeof(int))));
        Span<int> to = offsets.As<int>();
        for (int row = 0; row <= length; row++)
        {
            to[row] = row * width;
        }

        return offsets;
    }

    /// <summary>The last of the offsets, after a check that none is below the one before it.</summary>
    private static int LastOffset(ArrowField field, Buffer buffer, int length)
    {
        ReadOnlySpan<int> offsets = buffer.As<int>()[..(length + 1)];
        int last = 0;
        foreach (int offset in offsets)
        {
            if (offset < last)
            {
                throw new ArrowFormatException($"field \"{field.Name}\" has the offset {offset} after {last}");
            }

            last = offset;
        }

        return last;
    }

    private int[] ReadIndexes(ArrowField field, ArrowType index, Validity validity, int values) =>
        (index.Width, index.Signed) switch
        {
            (8, true) => Indexes<sbyte>(field, validity, values),
            (8, false) => Indexes<byte>(field, validity, values),
            (16, true) => Indexes<short>(field, validity, values),
            (16, false) => Indexes<ushort>(field, validity, values),
            (32, true) => Indexes<int>(field, validity, values),
            (32, false) => Indexes<uint>(field, validity, values),
            (64, true) => Indexes<long>(field, validity, values),
            _ => Indexes<ulong>(field, validity, values),
        };

    private int[] Indexes<T>(ArrowField field, Validity validity, int values)
        where T : unmanaged, IBinaryInteger<T>
    {
        Buffer stored = Next(field, (long)validity.Length * Unsafe.SizeOf<T>());
        ReadOnlySpan<T> from = stored.As<T>()[..validity.Length];
        int[] rows = new int[validity.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            if (!validity.IsValid(row))
            {
                continue;
            }

            int index = int.CreateSaturating(from[row]);
            rows[row] = index >= 0 && index < values
                ? index
                : throw new ArrowFormatException(
                    $"row {row} of field \"{field.Name}\" is entry {from[row]} of a dictionary of {values}");
        }

        Forget(stored);
        return rows;
    }
}
