using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>Adds the columns of CREATE TABLE to a definition.</summary>
internal sealed class ColumnDefinitions(BindEnvironment environment, TableDefinition definition)
{
    /// <summary>Adds the columns as written; computed ones get their type by <see cref="TypeComputed"/>.</summary>
    public bool Add(IReadOnlyList<ColumnSyntax> columns)
    {
        bool complete = true;
        foreach (ColumnSyntax column in columns)
        {
            if (column is NamedColumnSyntax)
            {
                environment.Report(BinderErrors.ColumnWithoutType(environment.SpanOf(column), column.Name.Name));
                complete = false;
                continue;
            }

            complete &= Define(column) is { } defined ? Insert(defined, column) : Fail(column);
        }

        return complete;
    }

    /// <summary>CREATE TABLE AS: columns that only the table has come first, then those of the query.</summary>
    public bool AddSelected(PlanSchema query, IReadOnlyList<ColumnSyntax> columns, SourceSpan span)
    {
        var selected = new List<ColumnDescriptor>();
        bool complete = true;
        foreach (PlanColumn column in query.Columns)
        {
            if (column.Type is NullType)
            {
                environment.Report(BinderErrors.UntypedColumn(span, column.Name));
                complete = false;
            }

            selected.Add(new ColumnDescriptor(column.Name, column.Type));
        }

        if (columns.Count != 0 && columns.All(column => column is NamedColumnSyntax))
        {
            return complete && Reorder(selected, columns);
        }

        foreach (ColumnSyntax column in columns)
        {
            int position = selected.FindIndex(candidate => candidate.Name == column.Name.Name);
            if (position < 0)
            {
                complete &= Add([column]);
            }
            else if (Define(column) is { } defined && TypeCoercion.CanAssign(selected[position].Type, defined.Type))
            {
                selected[position] = defined;
            }
            else
            {
                environment.Report(BinderErrors.SelectedColumnType(
                    environment.SpanOf(column), column.Name.Name, selected[position].Type));
                complete = false;
            }
        }

        definition.Columns.AddRange(selected);
        return complete;
    }

    /// <summary>Types the computed columns, over the columns that are not computed.</summary>
    public bool TypeComputed()
    {
        Scope scope = PhysicalScope();
        bool complete = true;
        for (int index = 0; index < definition.Columns.Count; index++)
        {
            ColumnDescriptor column = definition.Columns[index];
            if (column.Computed is null)
            {
                continue;
            }

            Expr? value = new ExpressionBinder(environment, scope, Clause.ComputedColumn).Bind(column.Computed);
            if (value is { Type: NullType })
            {
                environment.Report(BinderErrors.UntypedColumn(value.Span, column.Name));
                value = null;
            }

            complete &= value is not null;
            if (value is null)
            {
                definition.Failed.Add(column.Name);
            }
            else
            {
                definition.Columns[index] = column with { Type = value.Type };
            }
        }

        return complete;
    }

    private Scope PhysicalScope()
    {
        PlanColumn[] columns =
        [
            .. definition.Columns.Where(column => column.Computed is null)
                .Select(column => new PlanColumn(column.Name, column.Type)),
        ];
        return Scope.Of(new PlanSchema(columns.ToEquatable()), new Relation("the table"))
            with
        { Incomplete = definition.Failed.Count != 0 };
    }

    private ColumnDescriptor? Define(ColumnSyntax column)
    {
        switch (column)
        {
            case PhysicalColumnSyntax physical:
                return Read(physical.Type) is { } type
                    ? new ColumnDescriptor(column.Name.Name, type, Comment: column.Comment)
                    : null;
            case MetadataColumnSyntax metadata:
                return Read(metadata.Type) is { } metadataType
                    ? new ColumnDescriptor(
                        column.Name.Name,
                        metadataType,
                        MetadataKey: metadata.Key ?? column.Name.Name,
                        Virtual: metadata.Virtual,
                        Comment: column.Comment)
                    : null;
            case ComputedColumnSyntax computed:
                return new ColumnDescriptor(column.Name.Name, DataTypes.Null, computed.Expression, Comment: column.Comment);
            default:
                environment.Report(BinderErrors.ColumnWithoutType(environment.SpanOf(column), column.Name.Name));
                return null;
        }
    }

    private DataType? Read(DataTypeSyntax type) => new TypeBinder(environment.Report).Read(type);

    private bool Insert(ColumnDescriptor defined, ColumnSyntax column)
    {
        if (definition.IndexOf(defined.Name) >= 0)
        {
            environment.Report(BinderErrors.DuplicateColumn(environment.SpanOf(column.Name), defined.Name, "the table"));
            return false;
        }

        definition.Columns.Add(defined);
        return true;
    }

    private bool Fail(ColumnSyntax column)
    {
        definition.Failed.Add(column.Name.Name);
        return false;
    }

    private bool Reorder(List<ColumnDescriptor> selected, IReadOnlyList<ColumnSyntax> names)
    {
        bool complete = true;
        foreach (ColumnSyntax name in names)
        {
            int position = selected.FindIndex(candidate => candidate.Name == name.Name.Name);
            if (position < 0)
            {
                environment.Report(BinderErrors.ColumnNotFound(
                    environment.SpanOf(name), name.Name.Name, "the query", [.. selected.Select(column => column.Name)]));
                complete = false;
                continue;
            }

            complete &= Insert(selected[position], name);
        }

        if (complete && names.Count != selected.Count)
        {
            environment.Report(BinderErrors.ColumnListLength(
                environment.SpanOf(names[0]), "the query", names.Count, [.. selected.Select(column => column.Name)]));
        }

        return complete && names.Count == selected.Count;
    }
}
