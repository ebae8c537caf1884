using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>ALTER TABLE and ALTER VIEW: the changes that need no more than another descriptor.</summary>
internal sealed class AlterStatements(Session session)
{
    public StatementOutcome Execute(AlterSyntax alter, string sql)
    {
        string name = alter.Name[^1].Name;
        TablePath? path = session.Catalog.Complete([.. alter.Name.Select(part => part.Name)]);
        CatalogObject? found = path is null ? null : session.Catalog.Find(path);
        if (found is null || (alter.Kind == ObjectKind.View) != (found is ViewDescriptor))
        {
            return alter.IfExists
                ? new DoneOutcome($"there is no {Kind(alter)} {name}")
                : throw Fail(EngineErrors.NotThere(Kind(alter), name, alter.Name[^1].Span, Nearest(name)), sql);
        }

        if (alter.Action is RenameActionSyntax rename)
        {
            return Rename(found, rename, sql);
        }

        CatalogObject altered = (found, alter.Action) switch
        {
            (ViewDescriptor view, QueryActionSyntax query) => StatementExecutor.Require(
                new Binder(session.BindContext()).BindCreateView(
                    new CreateViewSyntax(alter.Name, query.Query) { Temporary = view.Temporary, Span = alter.Span }, sql),
                sql),
            (TableDescriptor table, SetOptionsActionSyntax set) => Check(table with
            {
                Options = table.Options.Where(option => !set.Options.Any(o => o.Key == option.Key))
                    .Concat(session.Engine.Connectors.MarkSecrets(
                        set.Options.Select(option => new TableOption(option.Key, option.Value))))
                    .ToEquatable(),
            }),
            (TableDescriptor table, ResetOptionsActionSyntax reset) => Check(table with
            {
                Options = table.Options.Where(option => !reset.Keys.Contains(option.Key)).ToEquatable(),
            }),
            (TableDescriptor table, DropWatermarkActionSyntax) => Check(table with { Watermark = null }),
            (TableDescriptor table, DropPrimaryKeyActionSyntax) => Check(table with { PrimaryKey = [] }),
            (TableDescriptor table, CommentActionSyntax comment) => table with { Comment = comment.Comment },
            (TableDescriptor table, RenameColumnActionSyntax column) => Check(RenameColumn(table, column, sql)),
            (TableDescriptor table, DropColumnsActionSyntax drop) => Check(DropColumns(table, drop, sql)),
            _ => throw Fail(EngineErrors.NotSupported("this form of ALTER", alter.Action.Span), sql),
        };
        session.Catalog.Alter(altered);
        return new DoneOutcome($"altered {Kind(alter)} {name}");
    }

    private DoneOutcome Rename(CatalogObject found, RenameActionSyntax rename, string sql)
    {
        TablePath? to = session.Catalog.Complete([.. rename.NewName.Select(part => part.Name)]);
        return to is not null && session.Catalog.Rename(found, to)
            ? new DoneOutcome($"renamed {found.Path.Name} to {to.Name}")
            : throw Fail(EngineErrors.AlreadyThere("table", rename.NewName[^1].Name, rename.NewName[^1].Span), sql);
    }

    private static TableDescriptor RenameColumn(TableDescriptor table, RenameColumnActionSyntax rename, string sql)
    {
        string from = rename.Column.Name[^1].Name;
        string to = rename.NewName.Name[^1].Name;
        RequireColumn(table, from, rename.Column.Span, sql);
        RequireUnused(table, from, rename.Column.Span, sql);
        return table with
        {
            Columns = table.Columns.Select(column => column.Name == from ? column with { Name = to } : column).ToEquatable(),
            PrimaryKey = table.PrimaryKey.Select(key => key == from ? to : key).ToEquatable(),
        };
    }

    private static TableDescriptor DropColumns(TableDescriptor table, DropColumnsActionSyntax drop, string sql)
    {
        var names = new HashSet<string>();
        foreach (ColumnRefSyntax column in drop.Columns)
        {
            string name = column.Name[^1].Name;
            RequireColumn(table, name, column.Span, sql);
            RequireUnused(table, name, column.Span, sql);
            names.Add(name);
        }

        return table with { Columns = table.Columns.Where(column => !names.Contains(column.Name)).ToEquatable() };
    }

    private static void RequireColumn(TableDescriptor table, string name, SourceSpan span, string sql)
    {
        if (!table.Columns.Any(column => column.Name == name))
        {
            throw Fail(
                EngineErrors.NotThere("column", name, span, Suggest.Closest(name, table.Columns.Select(c => c.Name))), sql);
        }
    }

    // Expressions are kept as syntax: a column they read must keep its name.
    private static void RequireUnused(TableDescriptor table, string name, SourceSpan span, string sql)
    {
        bool used = table.Watermark?.Column == name
            || (table.Watermark is { } watermark && ColumnNames.In(watermark.Expression).Contains(name))
            || table.Columns.Any(column => column.Computed is not null && ColumnNames.In(column.Computed).Contains(name));
        if (used)
        {
            throw Fail(
                EngineErrors.InUse("column", name, span, "the watermark or a computed column reads it"), sql);
        }
    }

    private TableDescriptor Check(TableDescriptor table) => table with { Traits = session.Engine.Connectors.Describe(table) };

    private string? Nearest(string name) => Suggest.Closest(
        name, session.Catalog.Objects(session.Catalog.CurrentCatalog, session.Catalog.CurrentDatabase).Select(o => o.Path.Name));

    private static string Kind(AlterSyntax alter) => alter.Kind.ToString().ToLowerInvariant();

    private static EngineException Fail(Diagnostic diagnostic, string sql) => new([diagnostic], sql);
}
