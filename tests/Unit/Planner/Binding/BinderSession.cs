using System.Text;
using FlinkSql.Functions;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Optimizer;

namespace FlinkSql.Tests.Unit.Planner.Binding;

/// <summary>A catalog and the statements that go through the binder, as text in and text out.</summary>
internal sealed class BinderSession
{
    private readonly BindContext _context;

    public BinderSession()
    {
        _context = new BindContext { Catalog = Catalog, Describe = Describe };
        foreach (ScriptStatement statement in SqlParser.ParseScript(Prelude))
        {
            Run(statement.Result.Value ?? throw new InvalidOperationException(statement.Result.Render(Prelude)), Prelude);
        }
    }

    /// <summary>The tables every test can use.</summary>
    private const string Prelude = """
        CREATE TABLE bid (auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,
            ts TIMESTAMP(3), extra STRING, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'test');
        CREATE TABLE auction (id BIGINT NOT NULL, item STRING, seller BIGINT, reserve DECIMAL(10, 2), expires TIMESTAMP(3),
            PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
        CREATE TABLE person (id BIGINT, name STRING, address ROW<city STRING, zip ROW<code INT>>, tags ARRAY<STRING>,
            props MAP<STRING, INT>, pt AS PROCTIME()) WITH ('connector' = 'test');
        CREATE TABLE types (bo BOOLEAN, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, de DECIMAL(10, 2),
            c CHAR(3), v VARCHAR(10), s STRING, bin BYTES, da DATE, t TIME, ts TIMESTAMP(3), ts6 TIMESTAMP(6),
            ltz TIMESTAMP_LTZ(3), nn INT NOT NULL) WITH ('connector' = 'test');
        CREATE TABLE sink (id BIGINT, total DECIMAL(20, 2), note STRING) WITH ('connector' = 'test');
        CREATE VIEW expensive AS SELECT auction, price, ts FROM bid WHERE price > 1000;
        """;

    public MemoryCatalog Catalog { get; } = new();

    /// <summary>The statements of a text one after the other; what the last one gives.</summary>
    public string Run(string sql)
    {
        string last = "";
        foreach (ScriptStatement statement in SqlParser.ParseScript(sql))
        {
            last = statement.Result.Value is { } parsed
                ? Run(parsed, sql)
                : statement.Result.Render(sql);
        }

        return last;
    }

    public BindResult<BoundQuery> Query(string sql) => new Binder(_context).BindQuery(SqlParser.ParseQuery(sql).Value!);

    private string Run(StatementSyntax statement, string sql)
    {
        var binder = new Binder(_context);
        switch (statement)
        {
            case QueryStatementSyntax query:
                return Show(binder.BindQuery(query.Query), sql, bound => Plan(bound.Plan));
            case InsertSyntax insert:
                return Show(binder.BindInsert(insert), sql, bound => Plan(bound.Plan));
            case CreateTableSyntax create:
                return Show(binder.BindCreateTable(create), sql, bound =>
                {
                    Catalog.Add(bound.Table, replace: true);
                    return Describe(bound);
                });
            case CreateViewSyntax create:
                return Show(binder.BindCreateView(create, sql), sql, view =>
                {
                    Catalog.Add(view, replace: true);
                    return $"{view.Path} {view.Schema}\n  AS {view.Text}\n";
                });
            default:
                throw new InvalidOperationException($"tests: {statement.GetType().Name} is not bound");
        }
    }

    private static string Show<T>(BindResult<T> result, string sql, Func<T, string> show)
        where T : class
    {
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            text.Append(diagnostic.Render(sql));
        }

        return result.Value is { } value ? text.Append(show(value)).ToString() : text.ToString();
    }

    private static string Plan(LogicalNode plan)
    {
        PlanVerifier.Verify(plan, "binder");
        return PlanPrinter.Print(plan).TrimEnd() + "\n=> " + plan.Schema + "\n";
    }

    private static string Describe(BoundCreateTable bound)
    {
        TableDescriptor table = bound.Table;
        var text = new StringBuilder().Append(table.Path).Append('\n');
        foreach (ColumnDescriptor column in table.Columns)
        {
            text.Append("  ").Append(column.Name).Append(' ').Append(column.Type)
                .Append(column.Computed is null ? "" : " computed")
                .Append(column.MetadataKey is null ? "" : $" metadata '{column.MetadataKey}'")
                .Append(column.Virtual ? " virtual" : "").Append('\n');
        }

        text.Append(table.Watermark is null ? "" : $"  watermark on {table.Watermark.Column}\n")
            .Append(table.PrimaryKey.Count == 0 ? "" : $"  key {table.PrimaryKey}\n")
            .Append(table.PartitionColumns.Count == 0 ? "" : $"  partitioned by {table.PartitionColumns}\n")
            .Append("  options ").AppendJoin(", ", table.Options.Select(o => $"{o.Key}={(o.Secret ? "***" : o.Value)}"))
            .Append('\n');
        return bound.Insert is null ? text.ToString() : text.Append(Plan(bound.Insert.Plan)).ToString();
    }

    private static SourceSinkTraits Describe(TableDescriptor table) => table.Option("connector") switch
    {
        null => throw new QueryException("FLS4001", $"table \"{table.Path.Name}\" names no connector", "add 'connector' = '..'"),
        "source" => new SourceSinkTraits { CanRead = true },
        "sink" => new SourceSinkTraits { CanWrite = true },
        _ => new SourceSinkTraits { CanRead = true, CanWrite = true },
    };
}
