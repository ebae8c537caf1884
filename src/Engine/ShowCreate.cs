using System.Text;
using FlinkSql.Parser.Printing;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>Writes the statement that would create a table or view again; the values of secret options are masked.</summary>
internal static class ShowCreate
{
    private const string Masked = "******";

    public static string Table(TableDescriptor table)
    {
        var lines = new List<string>();
        foreach (ColumnDescriptor column in table.Columns)
        {
            string extras = column.Computed is null ? $"{column.Type} {Extras(column)}".TrimEnd() : Extras(column)!;
            string comment = column.Comment is null ? "" : $" COMMENT {Text(column.Comment)}";
            lines.Add($"{Name(column.Name)} {extras}{comment}");
        }

        if (table.Watermark is { } watermark)
        {
            lines.Add($"WATERMARK FOR {Name(watermark.Column)} AS {SyntaxPrinter.Print(watermark.Expression)}");
        }

        if (table.PrimaryKey.Count != 0)
        {
            lines.Add($"PRIMARY KEY ({string.Join(", ", table.PrimaryKey.Select(Name))}) NOT ENFORCED");
        }

        var sql = new StringBuilder();
        sql.Append("CREATE ").Append(table.Temporary ? "TEMPORARY " : "").Append("TABLE ").Append(Path(table.Path))
            .Append(" (\n  ").AppendJoin(",\n  ", lines).Append("\n)");
        if (table.Comment is not null)
        {
            sql.Append(" COMMENT ").Append(Text(table.Comment));
        }

        if (table.PartitionColumns.Count != 0)
        {
            sql.Append("\nPARTITIONED BY (").AppendJoin(", ", table.PartitionColumns.Select(Name)).Append(')');
        }

        return sql.Append("\nWITH (\n  ")
            .AppendJoin(",\n  ", table.Options.Select(option =>
                $"{Text(option.Key)} = {Text(option.Secret ? Masked : option.Value)}"))
            .Append("\n)").ToString();
    }

    public static string View(ViewDescriptor view) =>
        $"CREATE {(view.Temporary ? "TEMPORARY " : "")}VIEW {Path(view.Path)} (\n  "
        + $"{string.Join(",\n  ", view.Schema.Columns.Select(column => Name(column.Name)))}\n)\nAS {SyntaxPrinter.Print(view.Query)}";

    /// <summary>What follows the type of a column: its expression or metadata key.</summary>
    public static string? Extras(ColumnDescriptor column) => column switch
    {
        { Computed: { } expression } => $"AS {SyntaxPrinter.Print(expression)}",
        { MetadataKey: { } key } => $"METADATA FROM {Text(key)}{(column.Virtual ? " VIRTUAL" : "")}",
        _ => null,
    };

    private static string Path(TablePath path) => $"{Name(path.Catalog)}.{Name(path.Database)}.{Name(path.Name)}";

    private static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
