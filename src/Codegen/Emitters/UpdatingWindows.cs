using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Windows that fire more than once: emits the structs of key, state and results, the loop that adds a row to each of
/// its windows, and the method that writes a change of a group.
/// </summary>
internal static class UpdatingWindows
{
    /// <summary>Writes the class, and gives its base class.</summary>
    public static string Emit(PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        var keys = new KeyStruct(owner, node.Input.Schema, node.Keys);
        var states = new StateStruct(owner, node.Input.Schema, node.Aggregates, node.InputRetracts);
        var values = new ValuesStruct(owner, states, kept: true);
        EmitChange(unit, owner, context, new ChangeScope(keys, values, node.Aggregates.Count, node.Outputs));
        SourceWriter change = owner.TakeMethods();
        EmitRows(node, unit, owner, context, keys, states);
        owner.Methods.Blank();
        owner.Methods.Append(change);
        if (node.Window.IsSession)
        {
            states.WriteMerge();
        }

        keys.WriteKeepTexts();
        values.Write();
        keys.Write();
        states.Write();
        EmitSmallMethods(node, owner);
        string kind = node.Window.IsSession ? "Session" : node.Window.StartColumn >= 0 ? "Attached" : "Sliced";
        string types = $"<{owner.Name}.Key, {owner.Name}.State, {owner.Name}.Values>";
        string arguments = WindowAggregateEmitter.Arguments(node, unit, owner);
        string retracts = node.Window.IsSession && node.InputRetracts ? ", retracts: true" : "";
        return $"Updating{kind}WindowAggregateOperator{types}({arguments}{retracts})";
    }

    private static void EmitRows(
        PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states)
    {
        var method = new MethodScope(
            "from", "to", "groups", "state", "key", "group", "nextMark", "now", "window", "windows");
        var loop = new RowLoop(owner, method, context);
        if (node.InputRetracts)
        {
            method.Prologue.Line("ReadOnlySpan<RowKind> kinds = batch.Kinds;");
            loop.Body.Line("RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];");
            loop.Kind = "kind";
        }

        RowScope row = RowClassEmitter.EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);
        row.Announce([.. keys.Columns, .. states.Columns, .. WindowRows.TimeColumns(node)]);
        loop.Comment("window", node);
        string windowOfRow = EmitTimes(node, row, loop);
        if (node.Window.IsSession)
        {
            EmitSession(node, keys, states, row, loop, windowOfRow);
        }
        else
        {
            EmitWindows(node, keys, states, row, loop, windowOfRow);
        }

        SourceWriter statements = loop.Close();
        var body = new SourceWriter();
        body.Line("int nextMark = NextMark;");
        if (node.Window.Time == TimeAttribute.Proctime && node.Window.StartColumn < 0)
        {
            body.Line("long now = ProcessingTimeNow;");
        }

        using (body.Block("for (int row = from; row < to; row++)"))
        {
            SessionLoop.PassMarks(body, attached: false);
            RowClassEmitter.BeginRow(owner, body);
            body.Append(statements);
        }

        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "AddRows", ["RecordBatch batch", "int from", "int to"], method, body));
    }

    /// <summary>The C# of what says which windows a row is in: its time, or the bounds it carries.</summary>
    private static string EmitTimes(PhysicalWindowAggregate node, RowScope row, RowLoop loop)
    {
        PlanSchema input = node.Input.Schema;
        if (node.Window.StartColumn >= 0)
        {
            string start = RowTime.Of(input, node.Window.StartColumn, "windowStart", row, loop);
            return $"{start}, {RowTime.Of(input, node.Window.EndColumn, "windowEnd", row, loop)}";
        }

        return node.Window.Time == TimeAttribute.Proctime
            ? "now"
            : RowTime.OnWindowLine(
                input, node.Window.TimeColumn, node.Window.LocalTimeZone && !loop.Context.IsUtc, row, loop);
    }

    private static void EmitWindows(
        PhysicalWindowAggregate node, KeyStruct keys, StateStruct states, RowScope row, RowLoop loop, string windowOfRow)
    {
        loop.Body.Line($"int windows = Enter({windowOfRow}, batch, row);");
        loop.Body.Line("if (windows == 0) continue;");
        loop.Comment("group", node);
        loop.Body.Line($"Key key = {keys.Create(row, loop)};");
        loop.Enter("for (int window = 0; window < windows; window++)");
        Block body = loop.Body;
        body.Line("ref WindowGroup<State, Values> group = ref Group(window, in key);");
        body.Line("ref State state = ref group.State;");
        EmitUnknown(node, loop);
        states.Update(row, loop);
        body.Line("Change(window, in key, ref group);");
    }

    /// <summary>A row that is taken back and is not there has no effect; a group that comes back begins anew.</summary>
    public static void EmitUnknown(PhysicalWindowAggregate node, RowLoop loop)
    {
        if (!node.InputRetracts)
        {
            return;
        }

        using (loop.Body.Code.Block("if (state.Rows == 0)"))
        {
            loop.Body.Line($"if ({loop.Kind}.IsRetraction()) continue;");
            loop.Body.Line("state = default;");
        }

        loop.Body.Code.Blank();
    }

    private static void EmitSession(
        PhysicalWindowAggregate node, KeyStruct keys, StateStruct states, RowScope row, RowLoop loop, string time)
    {
        loop.Comment("group", node);
        Block body = loop.Body;
        body.Line($"Key key = {keys.Create(row, loop)};");
        string retraction = node.InputRetracts ? $"{loop.Kind}.IsRetraction()" : "isRetraction: false";
        body.Line($"ref State state = ref Enter(in key, {time}, {retraction}, batch, row);");
        body.Line("if (Unsafe.IsNullRef(ref state)) continue;");
        body.Code.Blank();
        states.Update(row, loop);
        if (node.InputRetracts)
        {
            body.Line($"if (state.Rows <= 0) Forget(in key, {time});");
        }

        body.Line("Change(in key);");
    }

    private static void EmitChange(ChainUnit unit, ClassScope owner, EmitContext context, ChangeScope group)
    {
        var loop = new RowLoop(
            owner, new MethodScope("key", "values", "start", "end", "kind"), context, drop: "return;")
        { Kind = "kind" };
        SourceWriter statements = RowClassEmitter.EmitResult(unit, group, loop, "Result.EndRow(kind);");
        SourceWriter code = owner.Methods;
        code.Blank();
        using (code.Block(
            "protected override void Emit(RowKind kind, in Key key, in Values values, long start, long end)"))
        {
            ClassWriter.Guarded(owner, code, () =>
            {
                code.Append(loop.Method.Prologue);
                code.Append(statements);
            });
        }
    }

    private static void EmitSmallMethods(PhysicalWindowAggregate node, ClassScope owner)
    {
        if (node.InputRetracts && !node.Window.IsSession)
        {
            owner.Methods.Blank();
            owner.Methods.Line("protected override bool IsEmpty(ref State state) => state.Rows <= 0;");
        }

        var begin = new SourceWriter();
        RowClassEmitter.BeginRow(owner, begin);
        if (!begin.IsEmpty)
        {
            owner.Methods.Blank();
            using (owner.Methods.Block("protected override void BeginGroup()"))
            {
                owner.Methods.Append(begin);
            }
        }
    }
}
