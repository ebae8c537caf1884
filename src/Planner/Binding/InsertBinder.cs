using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds INSERT INTO: the query, and how its columns become those of the table.</summary>
internal sealed class InsertBinder(BindEnvironment environment)
{
    private readonly List<string> _mayBeNull = [];
    private Parser.Diagnostics.SourceSpan _mayBeNullSpan;

    public BoundInsert? Bind(InsertSyntax insert)
    {
        CatalogObject? target = new ObjectLookup(environment).Find(insert.Target.ToArray());
        BoundTable query = new QueryBinder(environment) { Outermost = true }.Bind(insert.Query);
        if (target is ViewDescriptor)
        {
            environment.Report(BinderErrors.InsertIntoView(environment.SpanOf(insert.Target[0]), target.Path.Name));
        }

        if (target is not TableDescriptor found
            || new TableHints(environment).Apply(found, insert.Hints.ToArray()) is not { } table)
        {
            return null;
        }

        if (!table.Traits.CanWrite)
        {
            environment.Report(BinderErrors.CannotWrite(
                environment.SpanOf(insert.Target[0]), table.Path.Name, table.Option("connector")));
            return null;
        }

        Dictionary<string, Expr>? constants = Constants(insert, table);
        string[]? columns = Columns(insert, table, constants);
        if (query.Plan is null || columns is null || constants is null)
        {
            return null;
        }

        LogicalNode? rows = Rows(insert, query.Plan, table, columns, constants);
        return rows is null ? null : new BoundInsert(new LogicalSink(rows, table, insert.Overwrite)
        {
            Span = environment.SpanOf(insert),
            Emit = new EmitBinder(environment).Bind(insert.Query),
        });
    }

    /// <summary>PARTITION (k = v), by column.</summary>
    private Dictionary<string, Expr>? Constants(InsertSyntax insert, TableDescriptor table)
    {
        var constants = new Dictionary<string, Expr>(StringComparer.Ordinal);
        bool complete = true;
        foreach (PartitionValueSyntax entry in insert.Partition)
        {
            ColumnDescriptor? column = table.WritableColumns.FirstOrDefault(c => c.Name == entry.Column.Name);
            if (column is null || (table.PartitionColumns.Count != 0 && !table.PartitionColumns.Contains(column.Name)))
            {
                environment.Report(BinderErrors.NotAPartitionColumn(
                    environment.SpanOf(entry.Column), entry.Column.Name, table.Path.Name, [.. table.PartitionColumns]));
                complete = false;
                continue;
            }

            if (entry.Value is null || constants.ContainsKey(column.Name))
            {
                environment.Report(entry.Value is null
                    ? BinderErrors.PartitionWithoutValue(environment.SpanOf(entry), column.Name)
                    : BinderErrors.DuplicateColumn(environment.SpanOf(entry), column.Name, "PARTITION"));
                complete = false;
                continue;
            }

            Expr? value = new ExpressionBinder(environment, Scope.Empty, Clause.Partition).Bind(entry.Value);
            if (value is not null && !TypeCoercion.CanAssign(value.Type, column.Type) && value.Type is not StringType)
            {
                environment.Report(BinderErrors.SinkColumnType(
                    value.Span, table.Path.Name, column.Name, 0, value.Type, column.Type));
                value = null;
            }

            complete &= value is not null;
            if (value is not null)
            {
                constants.Add(column.Name, Coerce.To(value, column.Type));
            }
        }

        return complete ? constants : null;
    }

    /// <summary>The columns the query gives values for, in its order; null after an error.</summary>
    private string[]? Columns(InsertSyntax insert, TableDescriptor table, Dictionary<string, Expr>? constants)
    {
        string[] writable = [.. table.WritableColumns.Select(column => column.Name)];
        if (insert.Columns.Count == 0)
        {
            return [.. writable.Where(name => constants is null || !constants.ContainsKey(name))];
        }

        var columns = new List<string>();
        bool complete = true;
        foreach (ColumnRefSyntax written in insert.Columns)
        {
            string name = written.Name[0].Name;
            if (written.Name.Count > 1)
            {
                environment.Report(BinderErrors.NotSupportedYet(
                    environment.SpanOf(written), "INSERT into a field of a ROW", "build the whole value with ROW(..)"));
                complete = false;
            }
            else if (!writable.Contains(name))
            {
                bool readOnly = table.Columns.Any(column => column.Name == name);
                environment.Report(readOnly
                    ? BinderErrors.ColumnNotWritable(environment.SpanOf(written), name, table.Path.Name)
                    : BinderErrors.ColumnNotFound(environment.SpanOf(written), name, table.Path.Name, writable));
                complete = false;
            }
            else if (columns.Contains(name))
            {
                environment.Report(BinderErrors.DuplicateColumn(environment.SpanOf(written), name, "the column list"));
                complete = false;
            }

            columns.Add(name);
        }

        return complete ? [.. columns] : null;
    }

    private LogicalNode? Rows(
        InsertSyntax insert, LogicalNode query, TableDescriptor table, string[] columns, Dictionary<string, Expr> constants)
    {
        PlanSchema schema = query.Schema;
        if (schema.Count != columns.Length)
        {
            environment.Report(BinderErrors.SinkColumnCount(
                environment.SpanOf(insert.Query), table.Path.Name, columns, [.. schema.Columns]));
            return null;
        }

        var values = new List<ProjectedColumn>();
        bool complete = true;
        foreach (ColumnDescriptor column in table.WritableColumns)
        {
            int position = Array.IndexOf(columns, column.Name);
            if (position >= 0)
            {
                complete &= Value(insert, query, schema, position, table, column) is { } value && Add(value, column.Name);
            }
            else if (constants.TryGetValue(column.Name, out Expr? constant))
            {
                Add(constant, column.Name);
            }
            else if (!column.Type.Nullable)
            {
                environment.Report(BinderErrors.SinkColumnMissing(
                    environment.SpanOf(insert.Target[0]), column.Name, table.Path.Name));
                complete = false;
            }
            else
            {
                Add(new LiteralExpr(null, column.Type), column.Name);
            }
        }

        if (complete && _mayBeNull.Count != 0)
        {
            environment.Report(BinderErrors.SinkMayBeNull(_mayBeNullSpan, _mayBeNull, table.Path.Name));
        }

        return complete ? Project(query, values) : null;

        bool Add(Expr value, string name)
        {
            values.Add(new ProjectedColumn(value, name));
            return true;
        }
    }

    private Expr? Value(
        InsertSyntax insert, LogicalNode query, PlanSchema schema, int position, TableDescriptor table, ColumnDescriptor column)
    {
        DataType given = schema[position].Type;
        Parser.Diagnostics.SourceSpan span = ColumnSpan(insert, query, position);
        if (!TypeCoercion.CanAssign(given, column.Type))
        {
            environment.Report(BinderErrors.SinkColumnType(
                span, table.Path.Name, column.Name, position + 1, given, column.Type));
            return null;
        }

        if (given is NullType && !column.Type.Nullable)
        {
            environment.Report(BinderErrors.SinkNull(span, column.Name, table.Path.Name));
            return null;
        }

        if (given.Nullable && !column.Type.Nullable)
        {
            _mayBeNull.Add(column.Name);
            _mayBeNullSpan = _mayBeNullSpan.To(span);
        }

        return Coerce.To(
            new ColumnExpr(position, schema[position].Name, given) { Span = span }, column.Type);
    }

    private Parser.Diagnostics.SourceSpan ColumnSpan(InsertSyntax insert, LogicalNode query, int position) =>
        query is LogicalProject project && !project.Columns[position].Value.Span.IsNone
            ? project.Columns[position].Value.Span
            : environment.SpanOf(insert.Query);

    /// <summary>The values over the query, in one project with it where the query ends in one.</summary>
    private static LogicalNode Project(LogicalNode query, List<ProjectedColumn> values)
    {
        if (query is LogicalValues constants && Constants(constants, values) is { } typed)
        {
            return typed;
        }

        if (query is not LogicalProject below)
        {
            return new LogicalProject(query, values.ToEquatable()) { Span = query.Span };
        }

        // A value is a column of the query or a cast of one: put what the query computes in its place.
        var merged = values.Select(value => value with
        {
            Value = value.Value switch
            {
                ColumnExpr column => below.Columns[column.Column].Value,
                CastExpr { Operand: ColumnExpr column } cast => Coerce.To(below.Columns[column.Column].Value, cast.Type),
                _ => value.Value,
            },
        });
        return new LogicalProject(below.Input, merged.ToEquatable()) { Span = query.Span };
    }

    /// <summary>VALUES with its constants in the types of the table; null when some has to wait for run time.</summary>
    private static LogicalValues? Constants(LogicalValues query, List<ProjectedColumn> values)
    {
        var rows = new List<EquatableArray<LiteralExpr>>(query.Rows.Count);
        foreach (EquatableArray<LiteralExpr> row in query.Rows)
        {
            var typed = new List<LiteralExpr>(values.Count);
            foreach (ProjectedColumn value in values)
            {
                LiteralExpr? constant = value.Value switch
                {
                    ColumnExpr column => row[column.Column],
                    CastExpr { Operand: ColumnExpr column } cast => Coerce.To(row[column.Column], cast.Type) as LiteralExpr,
                    LiteralExpr literal => literal,
                    _ => null,
                };
                if (constant is null)
                {
                    return null;
                }

                typed.Add(constant);
            }

            rows.Add(typed.ToEquatable());
        }

        var columns = values.Select(value => value.ToPlanColumn());
        return new LogicalValues(rows.ToEquatable(), new PlanSchema(columns.ToEquatable())) { Span = query.Span };
    }
}
