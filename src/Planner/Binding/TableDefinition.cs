using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>A table while its definition is put together.</summary>
internal sealed class TableDefinition
{
    public List<ColumnDescriptor> Columns { get; } = [];

    public WatermarkDescriptor? Watermark { get; set; }

    public List<string> PrimaryKey { get; } = [];

    public List<string> PartitionColumns { get; } = [];

    public List<TableOption> Options { get; } = [];

    /// <summary>Columns that had errors: whoever names them makes no second error.</summary>
    public HashSet<string> Failed { get; } = new(StringComparer.Ordinal);

    public int IndexOf(string name) => Columns.FindIndex(column => column.Name == name);

    /// <summary>The table, before its connector has been asked.</summary>
    public TableDescriptor Table(TablePath path, CreateTableSyntax create) => new()
    {
        Path = path,
        Columns = Columns.ToEquatable(),
        Watermark = Watermark,
        PrimaryKey = PrimaryKey.ToEquatable(),
        PartitionColumns = PartitionColumns.ToEquatable(),
        Options = Options.ToEquatable(),
        Comment = create.Comment,
        Temporary = create.Temporary,
        Traits = new SourceSinkTraits(),
    };
}
