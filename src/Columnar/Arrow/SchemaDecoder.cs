namespace FlinkSql.Columnar.Arrow;

/// <summary>Reads a schema from Arrow metadata.</summary>
internal sealed class SchemaDecoder
{
    private readonly Dictionary<long, ArrowField> _dictionaries = [];

    /// <summary>Fields that may still be read; corrupt metadata could otherwise share children without end.</summary>
    private int _fieldsLeft;

    private SchemaDecoder(int fieldsLeft) => _fieldsLeft = fieldsLeft;

    public static ArrowSchema Read(FlatTable schema, int metadataBytes)
    {
        if (schema.GetInt16(0) != 0)
        {
            throw new ArrowFormatException("the data is big-endian, which is not supported");
        }

        // No honest field takes less than this many bytes.
        const int leastFieldBytes = 16;
        var decoder = new SchemaDecoder(metadataBytes / leastFieldBytes);
        var fields = new ArrowField[schema.GetCount(1, sizeof(uint))];
        for (int field = 0; field < fields.Length; field++)
        {
            fields[field] = decoder.ReadField(schema.GetTableAt(1, field), 0);
        }

        return new ArrowSchema(fields, ReadMetadata(schema, 2), decoder._dictionaries);
    }

    /// <summary>The keys and values of a slot; of equal keys the last counts.</summary>
    public static Dictionary<string, string> ReadMetadata(FlatTable table, int slot)
    {
        var metadata = new Dictionary<string, string>();
        int count = table.GetCount(slot, sizeof(uint));
        for (int entry = 0; entry < count; entry++)
        {
            FlatTable pair = table.GetTableAt(slot, entry);
            metadata[pair.GetString(0) ?? ""] = pair.GetString(1) ?? "";
        }

        return metadata;
    }

    private ArrowField ReadField(FlatTable table, int depth)
    {
        if (depth > TypeText.DeepestNesting || _fieldsLeft-- <= 0)
        {
            throw new ArrowFormatException("the schema has more fields or levels of nesting than its size allows");
        }

        string name = table.GetString(0) ?? "";
        ArrowType type = ReadType(name, table);
        var children = new ArrowField[table.GetCount(5, sizeof(uint))];
        for (int child = 0; child < children.Length; child++)
        {
            children[child] = ReadField(table.GetTableAt(5, child), depth + 1);
        }

        bool nullable = table.GetBool(1);
        var field = new ArrowField(name, type, children)
        {
            Nullable = nullable,
            DataType = ArrowTypes.FromField(name, type, children, nullable),
        };
        field = table.Has(4) ? Register(field, table.GetTable(4, "dictionary")) : field;
        return ReadMetadata(table, 6).TryGetValue(ArrowNames.ExactType, out string? exact)
            ? WithExactType(field, exact)
            : field;
    }

    private ArrowField Register(ArrowField field, FlatTable encoding)
    {
        // An absent index type means Int32.
        ArrowType index = new(ArrowKind.Int, 32, Signed: true);
        if (encoding.Has(1))
        {
            index = ReadInteger(field.Name, encoding.GetTable(1, "index type"));
        }

        long id = encoding.GetInt64(0);
        if (_dictionaries.TryGetValue(id, out ArrowField? other) && !other.HasLayoutOf(field))
        {
            throw new ArrowFormatException($"fields \"{other.Name}\" and \"{field.Name}\" share dictionary {id} but not its type");
        }

        _dictionaries.TryAdd(id, field);
        return field with { Dictionary = new ArrowDictionary(id, index) };
    }

    /// <summary>Takes the SQL type written beside the field, provided that it is written with the same layout.</summary>
    private static ArrowField WithExactType(ArrowField field, string exact)
    {
        try
        {
            DataType type = TypeText.Parse(exact);
            ArrowField written = ArrowTypes.ToField(field.Name, type);
            return field.HasLayoutOf(written) ? WithTypesOf(field, written) : field;
        }
        catch (FormatException)
        {
            return field;
        }
    }

    private static ArrowField WithTypesOf(ArrowField field, ArrowField exact) => field with
    {
        DataType = exact.DataType,
        Children = [.. field.Children.Select((child, at) => WithTypesOf(child, exact.Children[at]))],
    };

    private static ArrowType ReadType(string name, FlatTable field)
    {
        var kind = (ArrowKind)field.GetByte(2);
        FlatTable type = field.GetTable(3, $"type of field \"{name}\"");
        return kind switch
        {
            ArrowKind.Int => ReadInteger(name, type),
            ArrowKind.FloatingPoint => new(kind, 16 << Known(name, type.GetInt16(0), 2)),
            ArrowKind.Decimal => ReadDecimal(name, type),
            ArrowKind.Date => new(kind, Unit: (ArrowUnit)Known(name, type.GetInt16(0, 1), 1)),
            ArrowKind.Time => ReadTime(name, type),
            ArrowKind.Timestamp => new(
                kind, Unit: (ArrowUnit)Known(name, type.GetInt16(0), 3), Zoned: type.GetString(1) is { Length: > 0 }),
            ArrowKind.Duration => new(kind, Unit: (ArrowUnit)Known(name, type.GetInt16(0, 1), 3)),
            ArrowKind.Interval => new(kind, Unit: (ArrowUnit)Known(name, type.GetInt16(0), 2)),
            ArrowKind.FixedSizeBinary => new(kind, Known(name, type.GetInt32(0), int.MaxValue)),
            ArrowKind.FixedSizeList => new(kind, Known(name, type.GetInt32(0), int.MaxValue)),
            _ => new(kind),
        };
    }

    private static ArrowType ReadInteger(string name, FlatTable type)
    {
        int width = type.GetInt32(0);
        return width is 8 or 16 or 32 or 64
            ? new(ArrowKind.Int, width, Signed: type.GetBool(1))
            : throw Unknown(name, width);
    }

    private static ArrowType ReadDecimal(string name, FlatTable type)
    {
        int width = type.GetInt32(2, 128);
        return width is 32 or 64 or 128 or 256
            ? new(ArrowKind.Decimal, width, Precision: type.GetInt32(0), Scale: type.GetInt32(1))
            : throw Unknown(name, width);
    }

    private static ArrowType ReadTime(string name, FlatTable type)
    {
        var unit = (ArrowUnit)Known(name, type.GetInt16(0, 1), 3);
        int width = type.GetInt32(1, 32);
        return width == (unit <= ArrowUnit.Millisecond ? 32 : 64)
            ? new(ArrowKind.Time, width, Unit: unit)
            : throw Unknown(name, width);
    }

    private static int Known(string name, int value, int greatest) =>
        value >= 0 && value <= greatest ? value : throw Unknown(name, value);

    private static ArrowFormatException Unknown(string name, int value) =>
        new($"the type of field \"{name}\" has an unknown width or unit {value}");
}
