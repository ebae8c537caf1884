using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private void Statement(StatementSyntax statement)
    {
        switch (statement)
        {
            case QueryStatementSyntax query: Node(query.Query); break;
            case InsertSyntax insert: Insert(insert); break;
            case StatementSetSyntax set: Add("EXECUTE ").StatementSet(set); break;
            case ExecuteSyntax execute: NodeAfter("EXECUTE ", execute.Statement); break;
            case UpdateSyntax update:
                Add("UPDATE ").Name(update.Target).NameAfter(" AS ", update.Alias).ListAfter(" SET ", update.Assignments);
                NodeAfter(" WHERE ", update.Where);
                break;
            case DeleteSyntax delete:
                Add("DELETE FROM ").Name(delete.Target).NameAfter(" AS ", delete.Alias).NodeAfter(" WHERE ", delete.Where);
                break;
            case TruncateTableSyntax truncate: Add("TRUNCATE TABLE ").Name(truncate.Name); break;
            case CallSyntax call:
                Add("CALL ").Name(call.Call.Name).Add("(");
                if (call.Call.Quantifier != SetQuantifier.None) Add(Words.Of(call.Call.Quantifier)).Add(" ");
                List(call.Call.Arguments).Add(")");
                break;
            case ExplainSyntax explain:
                Add("EXPLAIN ").Add(string.Join(", ", explain.Details.Select(detail => Words.Of(detail))));
                AddIf(!explain.Details.IsEmpty, " ").Explainable(explain.Statement);
                break;
            case ExplainRestoreSyntax explain:
                Add("EXPLAIN RESTORE SAVEPOINT ").String(explain.Savepoint).Add(" FOR ").Explainable(explain.Statement);
                break;
            case CompilePlanSyntax plan:
                Add(plan.Execute ? "COMPILE AND EXECUTE PLAN " : "COMPILE PLAN ").String(plan.File);
                AddIf(plan.IfNotExists, " IF NOT EXISTS").Add(" FOR ").Explainable(plan.Statement);
                break;
            case ExecutePlanSyntax plan: Add("EXECUTE PLAN ").String(plan.File); break;
            case AnalyzeTableSyntax analyze:
                Add("ANALYZE TABLE ").Name(analyze.Name).ListAfter(" PARTITION (", analyze.Partition, ")");
                Add(" COMPUTE STATISTICS").AddIf(analyze.AllColumns, " FOR ALL COLUMNS").ListAfter(" FOR COLUMNS ", analyze.Columns);
                break;
            case AlterSyntax alter: Alter(alter); break;
            case DropSyntax drop: Drop(drop); break;
            default:
                if (!CreateStatement(statement)) SessionStatement(statement);
                break;
        }
    }

    private SqlText Explainable(StatementSyntax statement)
    {
        if (statement is StatementSetSyntax set) return StatementSet(set);
        Node(statement);
        return this;
    }

    private SqlText StatementSet(StatementSetSyntax set)
    {
        Add("STATEMENT SET BEGIN ");
        foreach (InsertSyntax insert in set.Inserts) NodeAfter("", insert).Add("; ");
        return Add("END");
    }

    private void Insert(InsertSyntax insert)
    {
        Add(insert.Overwrite ? "INSERT OVERWRITE " : "INSERT INTO ").Name(insert.Target);
        AddIf(!insert.Hints.IsEmpty, " ").Hints(insert.Hints);
        ListAfter(" PARTITION (", insert.Partition, ")").ListAfter(" (", insert.Columns, ")").NodeAfter(" ", insert.Query);
        if (insert.OnConflict is { } action) Add(" ON CONFLICT DO ").Add(Words.Of(action));
    }

    private void PartitionValue(PartitionValueSyntax value) => Name(value.Column).NodeAfter(" = ", value.Value);

    private void Assignment(AssignmentSyntax assignment) => NodeAfter("", assignment.Column).NodeAfter(" = ", assignment.Value);

    private void SessionStatement(StatementSyntax statement)
    {
        switch (statement)
        {
            case SetSyntax set: Add("SET").StringAfter(" ", set.Key).StringAfter(" = ", set.Value); break;
            case ResetSyntax reset: Add("RESET").StringAfter(" ", reset.Key); break;
            case UseSyntax use: Add(use.Kind == ObjectKind.Catalog ? "USE CATALOG " : "USE ").Name(use.Name); break;
            case UseModulesSyntax use: Add("USE MODULES ").List(use.Modules); break;
            case LoadModuleSyntax load: Add("LOAD MODULE ").Name(load.Name).ListAfter(" WITH (", load.Options, ")"); break;
            case UnloadModuleSyntax unload: Add("UNLOAD MODULE ").Name(unload.Name); break;
            case JarSyntax jar: Add(jar.Remove ? "REMOVE JAR " : "ADD JAR ").String(jar.Path); break;
            case ShowSyntax show: Show(show); break;
            case DescribeSyntax describe:
                Add("DESCRIBE ").AddIf(describe.Kind != ObjectKind.Table, Words.Of(describe.Kind, ' ') + " ");
                AddIf(describe.Extended, "EXTENDED ").Name(describe.Name);
                break;
            case DescribeJobSyntax describe: Add("DESCRIBE JOB ").String(describe.JobId); break;
            case StopJobSyntax stop:
                Add("STOP JOB ").String(stop.JobId).AddIf(stop.Savepoint, " WITH SAVEPOINT").AddIf(stop.Drain, " WITH DRAIN");
                break;
            case WhyNoOutputSyntax why: Add("WHY NO OUTPUT").StringAfter(" FOR ", why.JobId); break;
            case PeekSyntax peek: Add("PEEK ").Name(peek.Name).NodeAfter(" LIMIT ", peek.Limit); break;
            case SummarizeSyntax summarize: NodeAfter("SUMMARIZE ", summarize.Query); break;
            case HelpSyntax help: Add("HELP").StringAfter(" ", help.Topic); break;
            case QuitSyntax: Add("QUIT"); break;
            case ClearSyntax: Add("CLEAR"); break;
            default: throw new ArgumentException($"No way to print {statement.GetType().Name}.", nameof(statement));
        }
    }

    private void Show(ShowSyntax show)
    {
        Add("SHOW ").Add(Words.Of(show.Kind, ' '));
        bool afterKind = show.Kind >= ShowKind.CreateTable || show.Kind == ShowKind.Partitions;
        if (!show.Name.IsEmpty) Add(afterKind ? " " : " FROM ").Name(show.Name);
        ListAfter(" PARTITION (", show.Partition, ")").AddIf(show.NotLike, " NOT");
        StringAfter(show.IgnoreCase ? " ILIKE " : " LIKE ", show.Pattern);
    }
}
