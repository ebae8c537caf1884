using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>Adds PRIMARY KEY and PARTITIONED BY to a definition.</summary>
internal sealed class ConstraintDefinitions(BindEnvironment environment, TableDefinition definition, string table)
{
    public bool AddPrimaryKey(IReadOnlyList<ConstraintSyntax> constraints)
    {
        bool complete = true;
        bool written = false;
        foreach (ConstraintSyntax constraint in constraints)
        {
            complete &= Check(constraint, written);
            written = true;
            foreach (IdentifierSyntax name in constraint.Columns)
            {
                complete &= AddKeyColumn(name);
            }
        }

        return complete;
    }

    public bool AddPartitions(IReadOnlyList<IdentifierSyntax> columns)
    {
        bool complete = true;
        foreach (IdentifierSyntax name in columns)
        {
            complete &= Find(name) is not null;
            definition.PartitionColumns.Add(name.Name);
        }

        return complete;
    }

    private bool Check(ConstraintSyntax constraint, bool second)
    {
        if (constraint.Kind is ConstraintKind.Unique)
        {
            environment.Report(BinderErrors.NotSupportedYet(
                environment.SpanOf(constraint), "UNIQUE", "PRIMARY KEY (..) NOT ENFORCED names the key of a table"));
            return false;
        }

        if (second || definition.PrimaryKey.Count != 0)
        {
            environment.Report(BinderErrors.SecondPrimaryKey(environment.SpanOf(constraint)));
            return false;
        }

        if (constraint.Enforced is not false)
        {
            environment.Report(BinderErrors.PrimaryKeyEnforced(environment.SpanOf(constraint)));
            return false;
        }

        return true;
    }

    private bool AddKeyColumn(IdentifierSyntax name)
    {
        if (Find(name) is not { } column)
        {
            return false;
        }

        if (column.Computed is not null)
        {
            environment.Report(BinderErrors.PrimaryKeyComputed(environment.SpanOf(name), name.Name));
            return false;
        }

        if (definition.PrimaryKey.Contains(name.Name))
        {
            environment.Report(BinderErrors.DuplicateColumn(environment.SpanOf(name), name.Name, "the primary key"));
            return false;
        }

        definition.PrimaryKey.Add(name.Name);
        definition.Columns[definition.IndexOf(name.Name)] = column with { Type = column.Type.WithNullable(false) };
        return true;
    }

    private ColumnDescriptor? Find(IdentifierSyntax name)
    {
        int position = definition.IndexOf(name.Name);
        if (position < 0 && !definition.Failed.Contains(name.Name))
        {
            environment.Report(BinderErrors.ColumnNotFound(
                environment.SpanOf(name), name.Name, table, [.. definition.Columns.Select(column => column.Name)]));
        }

        return position < 0 ? null : definition.Columns[position];
    }
}
