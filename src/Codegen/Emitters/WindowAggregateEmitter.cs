using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Windows: emits the structs of key and state, the loop that adds rows, and the method that writes the row of a
/// group. When windows fire is the library's matter.
/// </summary>
internal sealed class WindowAggregateEmitter : ClassEmitter<PhysicalWindowAggregate>
{
    public override string Suffix => "Window";

    protected override string Emit(PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        var keys = new KeyStruct(owner, node.Input.Schema, node.Keys);
        var states = new StateStruct(owner, node.Input.Schema, node.Aggregates, node.InputRetracts);
        EmitRows(node, unit, owner, context, keys, states);
        EmitGroup(node, unit, owner, context, keys, states);
        if (node.Window is { StartColumn: < 0, Spec: HopWindow or CumulateWindow or SessionWindow })
        {
            states.WriteMerge();
        }

        keys.WriteKeepTexts();
        keys.Write();
        states.Write();
        int schema = owner.Constants.Add(unit.Last.Schema.ToSchema());
        string time = "WindowTime." + (node.Window.Time == TimeAttribute.Proctime ? "Processing"
            : node.Window.LocalTimeZone ? "LocalEvent" : "Event");
        string types = $"<{owner.Name}.Key, {owner.Name}.State>";
        if (IsSession(node))
        {
            string gap = Literals.Of(((SessionWindow)node.Window.Spec).Gap);
            string kind = node.InputRetracts ? "RetractingSession" : "Session";
            return $"{kind}WindowAggregateOperator{types}(gap: {gap}, constants.Schema({schema}), {time})";
        }

        return node.Window.StartColumn >= 0
            ? $"AttachedWindowAggregateOperator{types}(constants.Schema({schema}), {time})"
            : $"SlicedWindowAggregateOperator{types}({Shape(node.Window.Spec)}, constants.Schema({schema}), {time})";
    }

    private static string Shape(WindowSpec spec)
    {
        string offset = spec.Offset == 0 ? "" : $", offset: {Literals.Of(spec.Offset)}";
        return "WindowShape." + spec switch
        {
            TumbleWindow tumble => $"Tumble(size: {Literals.Of(tumble.Size)}{offset})",
            HopWindow hop => $"Hop(slide: {Literals.Of(hop.Slide)}, size: {Literals.Of(hop.Size)}{offset})",
            CumulateWindow cumulate => $"Cumulate(step: {Literals.Of(cumulate.Step)}, size: {Literals.Of(cumulate.Size)}{offset})",
            _ => throw new NotSupportedException($"codegen: {spec} has no sliced windows"),
        };
    }

    private static bool IsSession(PhysicalWindowAggregate node) =>
        node.Window is { StartColumn: < 0, Spec: SessionWindow };

    private static long SliceSize(WindowSpec spec) => spec switch
    {
        TumbleWindow tumble => tumble.Size,
        HopWindow hop => Runtime.Time.WindowShape.Hop(hop.Slide, hop.Size).Slice,
        CumulateWindow cumulate => cumulate.Step,
        _ => 0,
    };

    private static void EmitRows(
        PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states)
    {
        var method = new MethodScope(
            "from", "to", "start", "end", "groups", "state", "key", "sessions", "group", "added", "nextMark", "now");
        var loop = new RowLoop(owner, method, context);
        if (node.InputRetracts)
        {
            method.Prologue.Line("ReadOnlySpan<RowKind> kinds = batch.Kinds;");
            loop.Body.Line("RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];");
            loop.Kind = "kind";
        }

        RowScope row = RowClassEmitter.EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);
        row.Announce([.. keys.Columns, .. states.Columns, .. TimeColumns(node)]);
        loop.Comment("window", node);
        string? sessionTime = null;
        if (IsSession(node))
        {
            sessionTime = SessionLoop.EmitRow(node, keys, row, loop);
        }
        else
        {
            EmitEnter(node, row, loop);
            loop.Comment("group", node);
            string key = keys.Create(row, loop);
            loop.Body.Line($"ref State state = ref groups.GetOrAdd({key}, out _);");
        }

        states.Update(row, loop);
        if (sessionTime is not null && node.InputRetracts)
        {
            loop.Body.Line($"if (state.Rows <= 0) Forget(in key, {sessionTime});");
        }

        SourceWriter statements = loop.Close();
        var body = new SourceWriter();
        bool attached = node.Window.StartColumn >= 0;
        EmitBeforeLoop(node, body);
        using (body.Block("for (int row = from; row < to; row++)"))
        {
            if (attached || IsSession(node))
            {
                SessionLoop.PassMarks(body, attached);
            }

            RowClassEmitter.BeginRow(owner, body);
            body.Append(statements);
        }

        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "AddRows", ["RecordBatch batch", "int from", "int to"], method, body));
    }

    private static void EmitBeforeLoop(PhysicalWindowAggregate node, SourceWriter body)
    {
        bool attached = node.Window.StartColumn >= 0;
        if (IsSession(node))
        {
            SessionLoop.EmitBefore(body, "State", node.Window.Time, node.InputRetracts);
            return;
        }

        if (node.Window.Time == TimeAttribute.Proctime && !attached)
        {
            body.Line("if (!Enter(ProcessingTimeNow, batch, from)) return;");
            body.Line("KeyedTable<Key, State> groups = CurrentGroups;");
            return;
        }

        body.Line("long start = CurrentStart;");
        if (attached)
        {
            body.Line("long end = CurrentEnd;");
            body.Line("int nextMark = NextMark;");
        }

        body.Line("KeyedTable<Key, State> groups = CurrentGroups;");
    }

    private static IEnumerable<ColumnExpr> TimeColumns(PhysicalWindowAggregate node) =>
        new[] { node.Window.TimeColumn, node.Window.StartColumn, node.Window.EndColumn }
            .Where(column => column >= 0)
            .Select(column => RowClassEmitter.Reference(node.Input.Schema, column));

    private static void EmitEnter(PhysicalWindowAggregate node, RowScope row, RowLoop loop)
    {
        Block body = loop.Body;
        if (node.Window.StartColumn >= 0)
        {
            string rowStart = RowTime.Of(node.Input.Schema, node.Window.StartColumn, "windowStart", row, loop);
            string rowEnd = RowTime.Of(node.Input.Schema, node.Window.EndColumn, "windowEnd", row, loop);
            using (body.Code.Block($"if ({rowStart} != start || {rowEnd} != end)"))
            {
                body.Line($"if (!Enter({rowStart}, {rowEnd}, batch, row)) continue;");
                body.Line("start = CurrentStart;");
                body.Line("end = CurrentEnd;");
                body.Line("groups = CurrentGroups;");
            }

            return;
        }

        if (node.Window.Time == TimeAttribute.Proctime)
        {
            return;
        }

        string time = RowTime.OnWindowLine(
            node.Input.Schema, node.Window.TimeColumn, node.Window.LocalTimeZone && !loop.Context.IsUtc, row, loop);
        string size = Literals.Of(SliceSize(node.Window.Spec));
        using (body.Code.Block($"if ((ulong)({time} - start) >= {size})"))
        {
            body.Line($"if (!Enter({time}, batch, row)) continue;");
            body.Line("start = CurrentStart;");
            body.Line("groups = CurrentGroups;");
        }
    }

    private static void EmitGroup(
        PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states)
    {
        PlanSchema schema = unit.Last.Schema;
        var loop = new RowLoop(owner, new MethodScope("key", "state", "start", "end"), context, drop: "return;");
        var group = new GroupScope(keys, states, node.Aggregates.Count, node.Outputs);
        RowScope row = RowClassEmitter.EmitNodes(unit.After, group, loop);
        int[] columns = [.. Enumerable.Range(0, schema.Count)];
        row.Announce(columns.Select(column => RowClassEmitter.Reference(schema, column)));
        var result = new ResultWriter(owner, schema);
        result.Declare(columns, result.OfResult);
        foreach (int column in columns)
        {
            result.Write(column, row, loop);
        }

        loop.Body.Line("Result.EndRow();");
        SourceWriter statements = loop.Close();
        SourceWriter code = owner.Methods;
        code.Blank();
        using (code.Block("protected override void EmitGroup(in Key key, ref State state, long start, long end)"))
        {
            ClassWriter.Guarded(owner, code, () =>
            {
                if (node.InputRetracts)
                {
                    code.Line("if (state.Rows <= 0) return;");
                }

                RowClassEmitter.BeginRow(owner, code);
                code.Append(loop.Method.Prologue);
                code.Append(statements);
            });
        }
    }
}
