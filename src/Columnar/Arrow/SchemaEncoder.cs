namespace FlinkSql.Columnar.Arrow;

/// <summary>Writes a schema as Arrow metadata.</summary>
internal static class SchemaEncoder
{
    /// <summary>Writes the schema table and returns its position.</summary>
    public static int Write(
        FlatBuilder to, IReadOnlyList<ArrowField> fields, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        int[] written = [.. fields.Select(field => WriteField(to, field, exactType: true))];
        int fieldVector = to.AddReferences(written);
        int metadataVector = WriteMetadata(to, metadata);
        to.StartTable();
        to.SetReference(1, fieldVector);
        if (metadataVector != 0)
        {
            to.SetReference(2, metadataVector);
        }

        to.SetInt16(0, 0);
        return to.EndTable();
    }

    /// <summary>Writes keys and values and returns the position of their vector; 0 if there are none.</summary>
    public static int WriteMetadata(FlatBuilder to, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var written = new List<int>();
        foreach ((string key, string value) in metadata)
        {
            int keyText = to.AddString(key);
            int valueText = to.AddString(value);
            to.StartTable();
            to.SetReference(0, keyText);
            to.SetReference(1, valueText);
            written.Add(to.EndTable());
        }

        return written.Count == 0 ? 0 : to.AddReferences([.. written]);
    }

    private static int WriteField(FlatBuilder to, ArrowField field, bool exactType)
    {
        int[] children = [.. field.Children.Select(child => WriteField(to, child, exactType: false))];
        int childVector = to.AddReferences(children);
        int name = to.AddString(field.Name);
        int metadata = exactType
            ? WriteMetadata(to, [new(ArrowNames.ExactType, field.DataType.ToString())])
            : 0;
        int type = WriteType(to, field.Type);
        to.StartTable();
        to.SetReference(0, name);
        to.SetReference(3, type);
        to.SetReference(5, childVector);
        if (metadata != 0)
        {
            to.SetReference(6, metadata);
        }

        to.SetByte(2, (byte)field.Type.Kind);
        to.SetBool(1, field.Nullable);
        return to.EndTable();
    }

    private static int WriteType(FlatBuilder to, ArrowType type)
    {
        int zone = type.Zoned ? to.AddString("UTC") : 0;
        to.StartTable();
        switch (type.Kind)
        {
            case ArrowKind.Int:
                to.SetInt32(0, type.Width);
                to.SetBool(1, type.Signed);
                break;
            case ArrowKind.FloatingPoint:
                to.SetInt16(0, (short)(type.Width / 32));
                break;
            case ArrowKind.Decimal:
                to.SetInt32(0, type.Precision);
                to.SetInt32(1, type.Scale);
                to.SetInt32(2, type.Width);
                break;
            case ArrowKind.Time:
                to.SetInt32(1, type.Width);
                to.SetInt16(0, (short)type.Unit);
                break;
            case ArrowKind.Date or ArrowKind.Interval or ArrowKind.Duration or ArrowKind.Timestamp:
                to.SetInt16(0, (short)type.Unit);
                break;
        }

        if (zone != 0)
        {
            to.SetReference(1, zone);
        }

        return to.EndTable();
    }
}
