namespace FlinkSql.Columnar.Arrow;

/// <summary>A schema read from Arrow metadata: its fields, its own keys and values, and the fields of its dictionaries.</summary>
internal sealed class ArrowSchema
{
    public ArrowSchema(
        ArrowField[] fields, Dictionary<string, string> metadata, Dictionary<long, ArrowField> dictionaries)
    {
        HasRowKinds = fields.Length != 0
            && metadata.TryGetValue(ArrowNames.RowKinds, out string? kinds)
            && fields[^1] is { Type: { Kind: ArrowKind.Int, Width: 8 }, Dictionary: null } last
            && last.Name == kinds;
        RowKinds = HasRowKinds ? fields[^1] : null;
        Fields = HasRowKinds ? fields[..^1] : fields;
        Metadata = metadata;
        Dictionaries = dictionaries;
        Schema = new Schema(Fields.Select(field => new Field(field.Name, field.DataType)).ToEquatable());
    }

    /// <summary>The fields that become columns.</summary>
    public ArrowField[] Fields { get; }

    /// <summary>The last field, where it holds row kinds.</summary>
    public ArrowField? RowKinds { get; }

    public bool HasRowKinds { get; }

    public Dictionary<string, string> Metadata { get; }

    /// <summary>By id, the field whose values the dictionary holds.</summary>
    public Dictionary<long, ArrowField> Dictionaries { get; }

    public Schema Schema { get; }
}
