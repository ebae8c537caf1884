using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>Tables whose rows the engine has itself: they can be read once per query, in one piece, and not written.</summary>
internal static class EngineTable
{
    public static TableDescriptor Describe(string name, Schema columns, bool bounded, params ReadOnlySpan<TableOption> options) => new()
    {
        Path = new TablePath(MemoryCatalog.DefaultCatalog, SystemTables.Database, name),
        Columns = columns.Fields.Select(field => new ColumnDescriptor(field.Name, field.Type)).ToEquatable(),
        Options = options.ToArray().ToEquatable(),
        Traits = new SourceSinkTraits { CanRead = true, Bounded = bounded, MaxReadParallelism = 1 },
    };
}
