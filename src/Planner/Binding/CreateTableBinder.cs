using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds CREATE TABLE, with LIKE and AS.</summary>
internal sealed class CreateTableBinder(BindEnvironment environment)
{
    public BoundCreateTable? Bind(CreateTableSyntax create)
    {
        TablePath? path = new NewObject(environment).Path(create.Name.ToArray());
        var definition = new TableDefinition();
        var columns = new ColumnDefinitions(environment, definition);
        BoundTable? query = create.Query is null ? null : new QueryBinder(environment) { Outermost = true }.Bind(create.Query);
        bool complete = create.Like is null || new LikeBinder(environment, definition).Merge(create.Like, create);
        bool incomplete = !complete || query is { Plan: null };
        if (query?.Plan is { } selected)
        {
            complete &= columns.AddSelected(selected.Schema, create.Columns.ToArray(), environment.SpanOf(create.Query!));
        }
        else
        {
            complete &= columns.Add(create.Columns.ToArray());
        }

        complete &= AddOptions(create, definition);
        if (create.Distribution is not null)
        {
            environment.Report(BinderErrors.DistributionIgnored(environment.SpanOf(create.Distribution)));
        }

        if (definition.Columns.Count == 0 && !incomplete && complete)
        {
            environment.Report(BinderErrors.NoColumns(environment.SpanOf(create.Name[0])));
            complete = false;
        }

        if (!incomplete)
        {
            var constraints = new ConstraintDefinitions(environment, definition, path?.Name ?? "");
            complete &= constraints.AddPrimaryKey(create.Constraints.ToArray());
            complete &= constraints.AddPartitions(create.PartitionedBy.ToArray());
            complete &= columns.TypeComputed();
            complete &= new WatermarkDefinition(environment, definition).Add(create.Watermarks.ToArray());
        }

        if (path is null || !complete || incomplete)
        {
            return null;
        }

        return Described(definition.Table(path, create), create) is { } table
            ? new BoundCreateTable(table, query?.Plan is { } rows ? Fill(table, rows, create) : null)
            : null;
    }

    private bool AddOptions(CreateTableSyntax create, TableDefinition definition)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        bool complete = true;
        foreach (OptionSyntax option in create.Options)
        {
            if (!written.Add(option.Key))
            {
                environment.Report(BinderErrors.DuplicateOption(environment.SpanOf(option), option.Key));
                complete = false;
            }

            definition.Options.RemoveAll(old => old.Key == option.Key);
            definition.Options.Add(TableOptions.Of(option.Key, option.Value));
        }

        return complete;
    }

    private TableDescriptor? Described(TableDescriptor draft, CreateTableSyntax create)
    {
        try
        {
            TableDescriptor table = draft with { Traits = environment.Context.Describe(draft) };
            if (table.Watermark is { FromSource: true } watermark && !table.Traits.GivesWatermarks)
            {
                SyntaxNode written = create.Watermarks.Count == 0 ? create.Name[create.Name.Count - 1] : create.Watermarks[0].Expression;
                environment.Report(BinderErrors.NoSourceWatermark(environment.SpanOf(written), watermark.Column));
                return null;
            }

            return table;
        }
        catch (QueryException problem)
        {
            environment.Report(BinderErrors.FromConnector(environment.SpanOf(create.Name[create.Name.Count - 1]), problem));
            return null;
        }
    }

    // The columns of the query go to the columns of the table of their names.
    private BoundInsert Fill(TableDescriptor table, LogicalNode rows, CreateTableSyntax create)
    {
        PlanSchema schema = rows.Schema;
        Schema names = schema.ToSchema();
        var values = new List<ProjectedColumn>();
        foreach (ColumnDescriptor column in table.WritableColumns)
        {
            int position = names.IndexOf(column.Name);
            Expressions.Expr value = position < 0
                ? new Expressions.LiteralExpr(null, column.Type.WithNullable(true))
                : new Expressions.ColumnExpr(position, column.Name, schema[position].Type) { Span = rows.Span };
            values.Add(new ProjectedColumn(Coerce.To(value, column.Type), column.Name));
        }

        var project = new LogicalProject(rows, values.ToEquatable()) { Span = rows.Span };
        return new BoundInsert(new LogicalSink(project, table, Overwrite: false)
        {
            Span = create.Query!.Span,
            Emit = new EmitBinder(environment).Bind(create.Query),
        });
    }
}
