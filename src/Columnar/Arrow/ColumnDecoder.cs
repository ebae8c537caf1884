using System.Numerics;

namespace FlinkSql.Columnar.Arrow;

/// <summary>
/// Makes columns from the body of a batch. Where the layouts agree a column points into the body; otherwise values are
/// converted into buffers of the pool.
/// </summary>
internal sealed partial class ColumnDecoder(BatchLayout layout, DictionaryStore dictionaries, BufferPool pool)
{
    /// <summary>Rows that a column without any bytes may claim.</summary>
    private const int MostUnbackedRows = 1 << 24;

    private readonly List<Buffer> _buffers = [];
    private readonly List<Column> _built = [];

    /// <summary>The next field of the batch; its rows must be as many as its parent says.</summary>
    public Column Read(ArrowField field, int? rows = null)
    {
        (int length, int nullCount) = layout.NextNode(field.Name);
        if (rows is { } expected && expected != length)
        {
            throw new ArrowFormatException($"field \"{field.Name}\" has {length} rows instead of {expected}");
        }

        if (field.Dictionary is null && field.Type.Kind == ArrowKind.Null)
        {
            return new NullColumn(field.DataType, Unbacked(field, length));
        }

        Validity validity = ReadValidity(field, length, nullCount);
        return field.Dictionary is not null
            ? ReadDictionary(field, field.Dictionary, validity)
            : ReadPlain(field, validity);
    }

    /// <summary>Passes over the next field without reading it.</summary>
    public void Skip(ArrowField field)
    {
        layout.NextNode(field.Name);
        if (field.Dictionary is not null)
        {
            layout.SkipBuffers(2);
            return;
        }

        layout.SkipBuffers(field.Type.Kind switch
        {
            ArrowKind.Null => 0,
            ArrowKind.Struct or ArrowKind.FixedSizeList => 1,
            ArrowKind.Utf8 or ArrowKind.Binary or ArrowKind.LargeUtf8 or ArrowKind.LargeBinary => 3,
            _ => 2,
        });
        foreach (ArrowField child in field.Children)
        {
            Skip(child);
        }
    }

    /// <summary>Gives back all that was read, after a failure.</summary>
    public void Abandon()
    {
        _buffers.ForEach(buffer => buffer.Release());
        _built.ForEach(column => column.Release());
    }

    /// <summary>The row kinds of the next field, one byte a row; null if every row is +I.</summary>
    public Buffer? ReadRowKinds(ArrowField field, int rows)
    {
        (int length, int nullCount) = layout.NextNode(field.Name);
        layout.SkipBuffers(1);
        Buffer kinds = Next(field, rows);
        ReadOnlySpan<byte> values = kinds.Bytes[..rows];
        if (length != rows || nullCount > 0
            || values.IndexOfAnyExceptInRange((byte)RowKind.Insert, (byte)RowKind.Delete) >= 0)
        {
            throw new ArrowFormatException($"the row kinds in \"{field.Name}\" are not one a row between 0 and 3");
        }

        if (values.ContainsAnyExcept((byte)RowKind.Insert))
        {
            return kinds;
        }

        Forget(kinds);
        return null;
    }

    private Column ReadPlain(ArrowField field, Validity validity) => field.Type.Kind switch
    {
        ArrowKind.Bool => new BooleanColumn(
            field.DataType, validity.Length, Next(field, Bits.ByteCount(validity.Length)), validity.Bitmap,
            validity.NullCount),
        ArrowKind.Utf8 or ArrowKind.Binary => ReadBytes(field, validity, ReadOffsets(field, validity.Length)),
        ArrowKind.LargeUtf8 or ArrowKind.LargeBinary =>
            ReadBytes(field, validity, ReadLargeOffsets(field, validity.Length)),
        ArrowKind.FixedSizeBinary => ReadBytes(field, validity, MakeOffsets(field, validity.Length)),
        ArrowKind.List => ReadList(field, validity, ReadOffsets(field, validity.Length)),
        ArrowKind.LargeList => ReadList(field, validity, ReadLargeOffsets(field, validity.Length)),
        ArrowKind.FixedSizeList => ReadFixedSizeList(field, validity),
        ArrowKind.Map => ReadMap(field, validity),
        ArrowKind.Struct => ReadStruct(field, validity),
        _ => ReadFixed(field, validity),
    };

    private BytesColumn ReadBytes(ArrowField field, Validity validity, Buffer offsets)
    {
        Buffer data = Next(field, LastOffset(field, offsets, validity.Length));
        return new BytesColumn(field.DataType, validity.Length, offsets, data, validity.Bitmap, validity.NullCount);
    }

    private ListColumn ReadList(ArrowField field, Validity validity, Buffer offsets)
    {
        int last = LastOffset(field, offsets, validity.Length);
        Column elements = Read(field.Children[0]);
        CheckChild(field, elements, last);
        return new ListColumn(field.DataType, validity.Length, offsets, elements, validity.Bitmap, validity.NullCount);
    }

    private ListColumn ReadFixedSizeList(ArrowField field, Validity validity)
    {
        // The elements come first: they prove that there are as many rows as the field claims.
        Column elements = Read(field.Children[0]);
        CheckChild(field, elements, (long)validity.Length * field.Type.Width);
        Buffer offsets = MakeOffsets(field, validity.Length);
        return new ListColumn(field.DataType, validity.Length, offsets, elements, validity.Bitmap, validity.NullCount);
    }

    private MapColumn ReadMap(ArrowField field, Validity validity)
    {
        Buffer offsets = ReadOffsets(field, validity.Length);
        int last = LastOffset(field, offsets, validity.Length);
        ArrowField entries = field.Children[0];
        (int entryCount, _) = layout.NextNode(entries.Name);
        layout.SkipBuffers(1);
        Column keys = Read(entries.Children[0], entryCount);
        Column values = Read(entries.Children[1], entryCount);
        CheckChild(field, keys, last);
        return new MapColumn(
            field.DataType, validity.Length, offsets, keys, values, validity.Bitmap, validity.NullCount);
    }

    private StructColumn ReadStruct(ArrowField field, Validity validity)
    {
        int length = field.Children.Length == 0 ? Unbacked(field, validity.Length) : validity.Length;
        Column[] children = [.. field.Children.Select(child => Read(child, length))];
        return new StructColumn(field.DataType, length, children, validity.Bitmap, validity.NullCount);
    }

    private Column ReadDictionary(ArrowField field, ArrowDictionary dictionary, Validity validity)
    {
        Column values = dictionaries.Get(dictionary.Id, field.Name);
        int[] rows = ReadIndexes(field, dictionary.Index, validity, values.Length);
        ColumnBuilder builder = ColumnBuilders.Create(field.DataType, pool);
        if (validity.NullCount == 0)
        {
            builder.AppendRows(values, rows);
        }
        else
        {
            var valid = new Bits(validity.Bitmap.Bytes);
            for (int row = 0; row < rows.Length; row++)
            {
                if (valid[row])
                {
                    builder.AppendFrom(values, rows[row]);
                }
                else
                {
                    builder.AppendNull();
                }
            }
        }

        Column column = builder.Build();
        _built.Add(column);
        Forget(validity.Bitmap);
        return column;
    }

    private Validity ReadValidity(ArrowField field, int length, int nullCount)
    {
        bool absent = nullCount == 0 || (nullCount < 0 && layout.NextBufferLength() == 0);
        Buffer bitmap = Next(field, absent ? 0 : Bits.ByteCount(length));
        int counted = absent ? 0 : length - CountSet(bitmap.Bytes, length);
        if (counted == 0)
        {
            Forget(bitmap);
            bitmap = Buffer.Empty;
        }

        return new Validity(length, bitmap, counted);
    }

    private Buffer Next(ArrowField field, long neededBytes) => Keep(layout.NextBuffer(field.Name, neededBytes));

    private Buffer Keep(Buffer buffer)
    {
        if (buffer != Buffer.Empty)
        {
            _buffers.Add(buffer);
        }

        return buffer;
    }

    /// <summary>Releases a buffer that did not go into a column.</summary>
    private void Forget(Buffer buffer)
    {
        if (buffer != Buffer.Empty)
        {
            _buffers.RemoveAt(_buffers.LastIndexOf(buffer));
            buffer.Release();
        }
    }

    private static int CountSet(ReadOnlySpan<byte> bitmap, int length)
    {
        int set = 0;
        int whole = length >> 3;
        foreach (byte bits in bitmap[..whole])
        {
            set += BitOperations.PopCount(bits);
        }

        int rest = length & 7;
        return rest == 0 ? set : set + BitOperations.PopCount(bitmap[whole] & ((1u << rest) - 1));
    }

    private static int Unbacked(ArrowField field, int length) => length <= MostUnbackedRows
        ? length
        : throw new ArrowFormatException($"field \"{field.Name}\" claims {length} rows without any bytes");

    private static void CheckChild(ArrowField field, Column child, long needed)
    {
        if (child.Length < needed)
        {
            throw new ArrowFormatException(
                $"field \"{field.Name}\" refers to {needed} elements but has {child.Length}");
        }
    }

    /// <summary>The bitmap of a column being read; empty without NULLs.</summary>
    private readonly record struct Validity(int Length, Buffer Bitmap, int NullCount)
    {
        public bool IsValid(int row) => NullCount == 0 || new Bits(Bitmap.Bytes)[row];
    }
}
