using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Writes the loop that adds rows to windows that fire once. Where a time column of the batch decides, rows are taken in runs
/// that lie in one slice, so that the loop over the rows of a run does not look at their times.
/// </summary>
internal static partial class WindowRows
{
    private const string LeaveGroup = "if (inGroup) CurrentGroups.GetOrAdd(default) = state;";

    public static void Emit(
        PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states)
    {
        var method = new MethodScope(
            "from", "to", "start", "end", "groups", "state", "key", "sessions", "group", "added", "nextMark", "now",
            "inGroup", "next");
        var loop = new RowLoop(owner, method, context);
        if (node.InputRetracts)
        {
            method.Prologue.Line("ReadOnlySpan<RowKind> kinds = batch.Kinds;");
            loop.Body.Line("RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];");
            loop.Kind = "kind";
        }

        RowScope row = RowClassEmitter.EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);
        row.Announce([.. keys.Columns, .. states.Columns, .. TimeColumns(node)]);
        string? sessionTime = null;
        if (node.Window.IsSession)
        {
            loop.Comment("window", node);
            sessionTime = SessionLoop.EmitRow(node, keys, row, loop);
        }
        else
        {
            EmitEnter(node, unit, row, loop);
            loop.Comment("group", node);
            EmitState(node, keys, row, loop);
            UpdatingWindows.EmitUnknown(node, loop);
        }

        states.Update(row, loop);
        if (sessionTime is not null && node.InputRetracts)
        {
            loop.Body.Line($"if (state.Rows <= 0) Forget(in key, {sessionTime});");
        }

        if (RowClassEmitter.KeepsRows(unit) && TimesOfRuns(node, unit, row, loop) is { } times)
        {
            EmitRuns(node, owner, times, loop);
            return;
        }

        var body = new SourceWriter();
        EmitLoops(node, unit, owner, row, loop, body);
        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "AddRows", ["RecordBatch batch", "int from", "int to"], method, body));
    }

    // The rows of a run have a method of their own, in which no more is alive than the registers hold.
    private static void EmitRuns(PhysicalWindowAggregate node, ClassScope owner, string times, RowLoop loop)
    {
        SourceWriter code = owner.Methods;
        code.Blank();
        using (code.Block("protected override void AddRows(RecordBatch batch, int from, int to)"))
        using (code.Block("for (int next; from < to; from = next)"))
        {
            code.Line($"// window {owner.File.Position(node.Span)}".TrimEnd());
            code.Line($"next = EnterRun({times}, ref from, to{Units(node)});");
            code.Line(HasOneGroup(node)
                ? "if (from < next) AddRun(batch, from, next, ref CurrentGroups.GetOrAdd(default));"
                : "if (from < next) AddRun(batch, from, next, CurrentGroups);");
        }

        SourceWriter statements = loop.Close();
        var body = new SourceWriter();
        if (HasOneGroup(node))
        {
            body.Line("State state = group;");
        }

        using (body.Block("for (int row = from; row < to; row++)"))
        {
            RowClassEmitter.BeginRow(owner, body);
            body.Append(statements);
        }

        if (HasOneGroup(node))
        {
            body.Blank();
            body.Line("group = state;");
        }

        string groups = HasOneGroup(node) ? "ref State group" : "KeyedTable<Key, State> groups";
        ClassWriter.Method(owner, new LoopMethod(
            "private", "void", "AddRun", ["RecordBatch batch", "int from", "int to", groups], loop.Method, body));
    }

    /// <summary>The columns that say when a row is.</summary>
    public static IEnumerable<ColumnExpr> TimeColumns(PhysicalWindowAggregate node) =>
        new[] { node.Window.TimeColumn, node.Window.StartColumn, node.Window.EndColumn }
            .Where(column => column >= 0)
            .Select(column => RowClassEmitter.Reference(node.Input.Schema, column));

    private static void EmitLoops(
        PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, RowScope row, RowLoop loop, SourceWriter body)
    {
        string? times = TimesOfRuns(node, unit, row, loop);
        SourceWriter statements = loop.Close();
        if (times is null)
        {
            EmitBeforeLoop(node, body);
            EmitLoop("for (int row = from; row < to; row++)");
            return;
        }

        using (body.Block("for (int next; from < to; from = next)"))
        {
            body.Line($"next = FindRun({times}, from, to{Units(node)});");
            EmitStart(node, body);
            EmitLoop("for (int row = from; row < next; row++)");
        }

        void EmitLoop(string header)
        {
            using (body.Block(header))
            {
                if (node.Window.StartColumn >= 0 || node.Window.IsSession)
                {
                    SessionLoop.PassMarks(body, node.Window.StartColumn >= 0);
                }

                RowClassEmitter.BeginRow(owner, body);
                body.Append(statements);
            }

            if (HasOneGroup(node))
            {
                body.Blank();
                body.Line(LeaveGroup);
            }
        }
    }

    private static void EmitStart(PhysicalWindowAggregate node, SourceWriter body)
    {
        if (HasOneGroup(node))
        {
            body.Line("State state = default;");
            body.Line("bool inGroup = false;");
        }
        else
        {
            body.Line("KeyedTable<Key, State> groups = CurrentGroups;");
        }
    }

    // Without a key the state of the window is kept in locals, which the JIT puts into registers, while its rows come.
    private static bool HasOneGroup(PhysicalWindowAggregate node) =>
        node.Keys.Count == 0 && !node.Window.IsSession && node.Window.StartColumn < 0 && !node.InputRetracts;

    private static bool IsLocal(PhysicalWindowAggregate node, RowLoop loop) =>
        node.Window.LocalTimeZone && !loop.Context.IsUtc;

    /// <summary>The C# by which runs find the times of the batch; null where the loop looks at the time of every row.</summary>
    private static string? TimesOfRuns(PhysicalWindowAggregate node, ChainUnit unit, RowScope row, RowLoop loop)
    {
        if (node.Window.IsSession || node.Window.StartColumn >= 0 || node.Window.Time == TimeAttribute.Proctime
            || IsLocal(node, loop) || row.Source(node.Window.TimeColumn) is not (>= 0 and int column))
        {
            return null;
        }

        return RowClassEmitter.KeepsRows(unit) ? $"batch, {column}" : loop.Method.Hoist(
            node.Input.Schema[node.Window.TimeColumn].Name, "ReadOnlySpan<long>", $"batch.Values<long>({column})");
    }

    private static string Units(PhysicalWindowAggregate node)
    {
        var type = (TimestampType)node.Input.Schema[node.Window.TimeColumn].Type;
        long units = type.UnitsPerSecond / 1000;
        return units == 1 ? "" : $", perMillisecond: {Literals.Of(units)}";
    }

    private static void EmitState(PhysicalWindowAggregate node, KeyStruct keys, RowScope row, RowLoop loop)
    {
        if (!HasOneGroup(node))
        {
            string key = keys.Create(row, loop);
            loop.Body.Line($"ref State state = ref groups.GetOrAdd({key});");
        }
    }

    private static void EmitBeforeLoop(PhysicalWindowAggregate node, SourceWriter body)
    {
        bool attached = node.Window.StartColumn >= 0;
        if (node.Window.IsSession)
        {
            SessionLoop.EmitBefore(body, "State", node.Window.Time, node.InputRetracts);
            return;
        }

        bool processing = node.Window.Time == TimeAttribute.Proctime && !attached;
        if (processing)
        {
            body.Line("if (!Enter(ProcessingTimeNow, batch, from)) return;");
        }
        else
        {
            body.Line("long start = CurrentStart;");
            body.Line("long end = CurrentEnd;");
        }

        if (attached)
        {
            body.Line("int nextMark = NextMark;");
        }

        EmitStart(node, body);
    }
}
