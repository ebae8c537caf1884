using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Planner.Catalog;

/// <summary>
/// A table of the catalog: its columns as declared, and what its connector said it can do. The planner knows no more
/// of the connector than this.
/// </summary>
public sealed record TableDescriptor : CatalogObject
{
    /// <summary>All columns in the order of declaration; what SELECT * gives.</summary>
    public required EquatableArray<ColumnDescriptor> Columns { get; init; }

    /// <summary>WATERMARK FOR, or null.</summary>
    public WatermarkDescriptor? Watermark { get; init; }

    /// <summary>Names of the primary key columns; empty without one.</summary>
    public EquatableArray<string> PrimaryKey { get; init; }

    /// <summary>PARTITIONED BY; empty without.</summary>
    public EquatableArray<string> PartitionColumns { get; init; }

    /// <summary>The WITH options in the order of writing.</summary>
    public EquatableArray<TableOption> Options { get; init; }

    public required SourceSinkTraits Traits { get; init; }

    /// <summary>The columns that the connector reads and writes: physical and metadata ones, in order.</summary>
    public IReadOnlyList<ColumnDescriptor> PhysicalColumns => [.. Columns.Where(column => column.Computed is null)];

    /// <summary>The columns that INSERT INTO writes: the physical ones without those that are only read.</summary>
    public IReadOnlyList<ColumnDescriptor> WritableColumns =>
        [.. Columns.Where(column => column.Computed is null && !column.Virtual)];

    /// <summary>The value of an option, or null.</summary>
    public string? Option(string key) => Options.FirstOrDefault(option => option.Key == key)?.Value;
}

/// <summary>The full name of a table.</summary>
public sealed record TablePath(string Catalog, string Database, string Name)
{
    public override string ToString() => $"{Catalog}.{Database}.{Name}";
}

/// <summary>A declared column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; of a computed column the type of the expression.</param>
/// <param name="Computed">The expression of <c>name AS expression</c>, or null.</param>
/// <param name="MetadataKey">The key of a METADATA column, or null.</param>
/// <param name="Virtual">Whether a metadata column is only read.</param>
/// <param name="Comment">COMMENT, or null.</param>
public sealed record ColumnDescriptor(
    string Name,
    DataType Type,
    ExpressionSyntax? Computed = null,
    string? MetadataKey = null,
    bool Virtual = false,
    string? Comment = null);

/// <summary>WATERMARK FOR column AS expression.</summary>
public sealed record WatermarkDescriptor(string Column, ExpressionSyntax Expression)
{
    /// <summary>Whether it is <c>SOURCE_WATERMARK()</c>: the connector puts watermarks between its rows itself.</summary>
    public bool FromSource => IsFromSource(Expression);

    internal static bool IsFromSource(ExpressionSyntax expression) =>
        expression is FunctionCallSyntax { Name: [var name], Arguments.Count: 0, Over: null }
        && string.Equals(name.Name, "SOURCE_WATERMARK", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One WITH option.</summary>
public sealed record TableOption(string Key, string Value, bool Secret = false);

/// <summary>What reading and writing the table can do, as its connector described it.</summary>
public sealed record SourceSinkTraits
{
    public bool CanRead { get; init; }

    public bool CanWrite { get; init; }

    /// <summary>Whether reading ends.</summary>
    public bool Bounded { get; init; }

    /// <summary>Whether reading can go on where a checkpoint was; else a failure loses rows, or gives them twice.</summary>
    public bool Replayable { get; init; }

    /// <summary>Whether reading gives watermarks between the rows, for <c>SOURCE_WATERMARK()</c>.</summary>
    public bool GivesWatermarks { get; init; }

    /// <summary>What kinds of rows reading gives.</summary>
    public ChangelogMode SourceMode { get; init; } = ChangelogMode.InsertOnly;

    /// <summary>Whether writing takes -U, +U and -D.</summary>
    public bool WritesChanges { get; init; }

    /// <summary>Whether writing can replace the whole content at once.</summary>
    public bool WritesSnapshots { get; init; }

    /// <summary>What writing promises to a job that takes checkpoints.</summary>
    public SinkDelivery Delivery { get; init; } = SinkDelivery.AtLeastOnce;

    /// <summary>The output mode and trigger that the options of the table ask for.</summary>
    public OutputRequest Output { get; init; } = OutputRequest.None;

    public int MaxReadParallelism { get; init; } = int.MaxValue;

    public int MaxWriteParallelism { get; init; } = int.MaxValue;
}
