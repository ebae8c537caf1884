namespace FlinkSql.Columnar.Arrow;

/// <summary>What is written beside the columns.</summary>
public sealed record ArrowWriteOptions
{
    /// <summary>Adds a last column <c>__op</c> with the row kinds, which the readers here take off again.</summary>
    public bool RowKinds { get; init; }

    /// <summary>Writes the watermarks of each batch into its metadata.</summary>
    public bool Watermarks { get; init; }

    /// <summary>Keys and values of the schema.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
