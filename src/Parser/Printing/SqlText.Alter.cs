using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private void Alter(AlterSyntax alter)
    {
        Add("ALTER ").AddIf(alter.Temporary, "TEMPORARY ").AddIf(alter.System, "SYSTEM ").Add(Words.Of(alter.Kind, ' ')).Add(" ");
        AddIf(alter.IfExists, "IF EXISTS ").Name(alter.Name).NodeAfter(" ", alter.Action);
    }

    private void AlterAction(AlterActionSyntax action)
    {
        switch (action)
        {
            case RenameActionSyntax rename: Add("RENAME TO ").Name(rename.NewName); break;
            case RenameColumnActionSyntax rename:
                NodeAfter("RENAME ", rename.Column).NodeAfter(" TO ", rename.NewName);
                break;
            case SetOptionsActionSyntax set: Add("SET (").List(set.Options).Add(")"); break;
            case ResetOptionsActionSyntax reset: Keys(reset.Keys); break;
            case CommentActionSyntax comment: Add("COMMENT ").String(comment.Comment); break;
            case SchemaActionSyntax schema: Schema(schema); break;
            case DropColumnsActionSyntax drop: Add("DROP (").List(drop.Columns).Add(")"); break;
            case DropPrimaryKeyActionSyntax: Add("DROP PRIMARY KEY"); break;
            case DropConstraintActionSyntax drop: Add("DROP CONSTRAINT ").Name(drop.Name); break;
            case DropWatermarkActionSyntax: Add("DROP WATERMARK"); break;
            case DropDistributionActionSyntax: Add("DROP DISTRIBUTION"); break;
            case AddPartitionsActionSyntax add:
                Add(add.IfNotExists ? "ADD IF NOT EXISTS " : "ADD ").List(add.Partitions, " ");
                break;
            case DropPartitionsActionSyntax drop: Add(drop.IfExists ? "DROP IF EXISTS " : "DROP ").List(drop.Partitions); break;
            case QueryActionSyntax query: NodeAfter("AS ", query.Query); break;
            case FunctionActionSyntax function:
                Add("AS ").String(function.ClassName);
                if (function.Language is { } language) Add(" LANGUAGE ").Add(Quoted(language));
                break;
            case SuspendActionSyntax: Add("SUSPEND"); break;
            case ResumeActionSyntax resume: Add("RESUME").ListAfter(" WITH (", resume.Options, ")"); break;
            case RefreshActionSyntax refresh: Add("REFRESH").ListAfter(" PARTITION (", refresh.Partition, ")"); break;
            case FreshnessActionSyntax freshness: NodeAfter("SET FRESHNESS = ", freshness.Freshness); break;
            case RefreshModeActionSyntax mode: Add("SET REFRESH_MODE = ").Add(Words.Of(mode.Mode)); break;
            default: throw new ArgumentException($"No way to print {action.GetType().Name}.", nameof(action));
        }
    }

    private void Keys(SyntaxList<string> keys)
    {
        Add("RESET (");
        for (int at = 0; at < keys.Count; at++) AddIf(at > 0, ", ").String(keys[at]);
        Add(")");
    }

    private void Schema(SchemaActionSyntax schema)
    {
        Add(schema.Modify ? "MODIFY (" : "ADD (");
        SyntaxList<SyntaxNode> elements = [.. schema.Columns, .. schema.Watermarks, .. schema.Constraints];
        List(elements);
        if (schema.Distribution is { } distribution) AddIf(!elements.IsEmpty, ", ").NodeAfter("DISTRIBUTION", distribution);
        Add(")");
    }

    private void PositionedColumn(PositionedColumnSyntax column) =>
        Name(column.Parent).AddIf(!column.Parent.IsEmpty, ".").NodeAfter("", column.Column).AddIf(column.First, " FIRST").NodeAfter(" AFTER ", column.After);

    private void Partition(PartitionSyntax partition) =>
        Add("PARTITION (").List(partition.Values).Add(")").ListAfter(" WITH (", partition.Options, ")");

    private void Drop(DropSyntax drop)
    {
        Add("DROP ").AddIf(drop.Temporary, "TEMPORARY ").AddIf(drop.System, "SYSTEM ").Add(Words.Of(drop.Kind, ' ')).Add(" ");
        AddIf(drop.IfExists, "IF EXISTS ").Name(drop.Name);
        if (drop.Cascade is { } cascade) Add(cascade ? " CASCADE" : " RESTRICT");
    }
}
