using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>
/// A query as far as it has been written: one SELECT whose list is the shape of its rows. Steps that SQL cannot add to
/// the same SELECT begin a new one around it.
/// </summary>
/// <param name="From">What it reads.</param>
/// <param name="Row">Its rows over the columns of FROM; after grouping with aggregates in it.</param>
internal sealed record StreamQuery(TableRefSyntax From, Shape Row)
{
    private const string WindowTime = "window_time";

    public ExpressionSyntax? Where { get; init; }

    public ExpressionSyntax? Having { get; init; }

    /// <summary>Whether rows are groups; then conditions go to HAVING.</summary>
    public bool Grouped { get; init; }

    /// <summary>GROUP BY; empty for one group of all rows.</summary>
    public IReadOnlyList<ExpressionSyntax> Keys { get; init; } = [];

    /// <summary>The column that says when a row happened, or null. It stays with the rows whatever is selected.</summary>
    public IdentifierSyntax? EventTime { get; init; }

    /// <summary>When and how results are handed out, or null. It stands outside of all its SELECTs.</summary>
    public EmitSyntax? Emit { get; init; }

    public StreamQuery Filter(ExpressionSyntax condition) => Grouped
        ? this with { Having = Syntax.And(Having, condition) }
        : this with { Where = Syntax.And(Where, condition) };

    /// <summary>The statement that gives the rows.</summary>
    public QueryStatementSyntax ToStatement()
    {
        SelectSyntax select = Select(ResultColumns.ToMake(Row));
        return new(Emit is null ? select : new QueryWithClausesSyntax(select) { Emit = Emit });
    }

    /// <summary>The same rows as something that windows can be made of: a table, or a query of plain columns.</summary>
    public StreamQuery ForWindow(string window)
    {
        if (EventTime is null)
        {
            throw LinqErrors.NoEventTime(window);
        }

        return Where is null && !Grouped && From is NamedTableSyntax or DerivedTableSyntax ? this : Nested();
    }

    /// <summary>The same rows as something that can be grouped.</summary>
    public StreamQuery ForGroups() => Grouped ? Nested() : this;

    /// <summary>Puts the rows into windows.</summary>
    public StreamQuery InWindows(WindowKind window, IReadOnlyList<ExpressionSyntax> keys, out IReadOnlyList<ExpressionSyntax> seen)
    {
        QuerySyntax rows = From is NamedTableSyntax table ? new TableQuerySyntax(table.Name) : ((DerivedTableSyntax)From).Query;
        seen = keys;
        if (window.PerKey)
        {
            (rows, seen) = WithColumns(rows, keys);
        }

        return this with { From = window.Over(rows, EventTime!, window.PerKey ? seen : []) };
    }

    /// <summary>Puts the rows into groups.</summary>
    public StreamQuery InGroups(IEnumerable<ExpressionSyntax> keys, bool windowed) => this with
    {
        Grouped = true,
        Keys =
        [
            .. windowed ? new[] { Syntax.Column("window_start"), Syntax.Column("window_end") } : [],

            // A number in GROUP BY would be a position.
            .. keys.Where(key => key is not LiteralSyntax),
        ],
        EventTime = windowed ? Syntax.Name(WindowTime) : null,
    };

    private SelectSyntax Select(IEnumerable<ResultColumn> columns) => new([.. columns.Select(Item)])
    {
        From = From,
        Where = Where,
        GroupBy = Keys.Count == 0 ? null : new GroupBySyntax([.. Keys.Select(key => new GroupingKeySyntax(key))]),
        Having = Having,
    };

    /// <summary>The query as a table of its columns, the time among them.</summary>
    private StreamQuery Nested()
    {
        List<ResultColumn> columns = [.. ResultColumns.ToRead(Row)];
        StreamQuery inner = this;
        IdentifierSyntax? time = null;
        if (EventTime is { } old)
        {
            ColumnRefSyntax column = new([old]);
            string? shown = columns.Find(candidate => candidate.Value.Sql == column)?.Name;
            time = Syntax.Name(shown ?? Free(old.Name, columns.Select(candidate => candidate.Name)));
            if (shown is null)
            {
                columns.Add(new ResultColumn(time.Name, new ValueShape(typeof(DateTime), column)));
            }

            inner = Grouped && !Keys.Contains(column) ? this with { Keys = [.. Keys, column] } : this;
        }

        int next = 0;
        Shape row = ResultColumns.Replace(Row, value => value with { Sql = Syntax.Column(columns[next++].Name) });
        return new StreamQuery(new DerivedTableSyntax(inner.Select(columns)), row) { EventTime = time, Emit = Emit };
    }

    /// <summary>Adds what is no column yet to the rows: SELECT *, expression AS key.</summary>
    private static (QuerySyntax Rows, IReadOnlyList<ExpressionSyntax> Columns) WithColumns(
        QuerySyntax rows, IReadOnlyList<ExpressionSyntax> keys)
    {
        ExpressionSyntax[] computed = [.. keys.Where(key => key is not (ColumnRefSyntax or LiteralSyntax))];
        if (computed.Length == 0)
        {
            return (rows, [.. keys.Where(key => key is not LiteralSyntax)]);
        }

        string Alias(ExpressionSyntax key) => $"key_{Array.IndexOf(computed, key) + 1}";
        TableRefSyntax from = rows is TableQuerySyntax table
            ? new NamedTableSyntax(table.Name)
            : new DerivedTableSyntax(rows);
        SelectItemSyntax[] items =
        [
            new(new StarSyntax(default)),
            .. computed.Select(key => new SelectItemSyntax(key) { Alias = Syntax.Name(Alias(key)) }),
        ];
        return (
            new SelectSyntax([.. items]) { From = from },
            [.. keys.Where(key => key is not LiteralSyntax).Select(key => key is ColumnRefSyntax ? key : Syntax.Column(Alias(key)))]);
    }

    private static SelectItemSyntax Item(ResultColumn column) => new(column.Value.Sql)
    {
        Alias = column.Value.Sql is ColumnRefSyntax { Name: [.., var last] } && last.Name == column.Name
            ? null
            : Syntax.Name(column.Name),
    };

    private static string Free(string name, IEnumerable<string> taken)
    {
        string[] names = [.. taken];
        string free = name;
        for (int number = 2; names.Contains(free); number++)
        {
            free = $"{name}_{number}";
        }

        return free;
    }
}
