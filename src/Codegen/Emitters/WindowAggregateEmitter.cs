using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Windows: emits the structs of key and state, the loop that adds rows, and the method that writes the row of a
/// group. When windows fire is the library's matter; for those that fire more than once see
/// <see cref="UpdatingWindows"/>.
/// </summary>
internal sealed class WindowAggregateEmitter : ClassEmitter<PhysicalWindowAggregate>
{
    private const string LeaveGroup = "if (inGroup) groups.GetOrAdd(default, out _) = state;";

    public override string Suffix => "Window";

    protected override string Emit(PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        if (node.Emission.Updates)
        {
            return UpdatingWindows.Emit(node, unit, owner, context);
        }

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
        string types = $"<{owner.Name}.Key, {owner.Name}.State>";
        string arguments = Arguments(node, unit, owner);
        if (node.Window.IsSession)
        {
            string kind = node.InputRetracts ? "RetractingSession" : "Session";
            return $"{kind}WindowAggregateOperator{types}({arguments})";
        }

        return node.Window.StartColumn >= 0
            ? $"AttachedWindowAggregateOperator{types}({arguments})"
            : $"SlicedWindowAggregateOperator{types}({arguments})";
    }

    /// <summary>What the base class is given: which windows, the result, and what closes and fires them.</summary>
    public static string Arguments(PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner)
    {
        string windows = node.Window.StartColumn >= 0 ? ""
            : node.Window.Spec is SessionWindow session ? $"gap: {Literals.Of(session.Gap)}, "
            : $"{Shape(node.Window.Spec)}, ";
        int schema = owner.Constants.Add(unit.Last.Schema.ToSchema());
        string time = node.Window.Time == TimeAttribute.Proctime ? "Processing"
            : node.Window.LocalTimeZone ? "LocalEvent" : "Event";
        return $"{windows}constants.Schema({schema}), WindowTime.{time}{Firing(node)}";
    }

    private static string Firing(PhysicalWindowAggregate node)
    {
        WindowEmission emission = node.Emission;
        var parts = new List<string>();
        if (emission.AllowedLateness != 0)
        {
            parts.Add($"AllowedLateness = {Literals.Of(emission.AllowedLateness)}");
        }

        if (emission.Early is { } early)
        {
            parts.Add($"Early = {Delay(early)}");
        }

        if (emission.Late is { } late)
        {
            parts.Add($"Late = {Delay(late)}");
        }

        if (emission.Timeout is long timeout)
        {
            parts.Add($"Timeout = {Literals.Of(timeout)}");
        }

        if (emission.Updates && !node.EmitsUpdateBefore)
        {
            parts.Add("UpdateBefore = false");
        }

        return parts.Count == 0 ? "" : $", new WindowFiring {{ {string.Join(", ", parts)} }}";
    }

    private static string Delay(FireDelay delay) =>
        $"new({Literals.Of(delay.Milliseconds)}{(delay.Periodic ? ", Periodic: true" : "")})";

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
            "from", "to", "start", "end", "groups", "state", "key", "sessions", "group", "added", "nextMark", "now",
            "inGroup");
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
        if (node.Window.IsSession)
        {
            sessionTime = SessionLoop.EmitRow(node, keys, row, loop);
        }
        else
        {
            EmitEnter(node, row, loop);
            loop.Comment("group", node);
            EmitState(node, keys, row, loop);
            UpdatingWindows.EmitUnknown(node, loop);
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
            if (attached || node.Window.IsSession)
            {
                SessionLoop.PassMarks(body, attached);
            }

            RowClassEmitter.BeginRow(owner, body);
            body.Append(statements);
        }

        if (HasOneGroup(node))
        {
            body.Blank();
            body.Line(LeaveGroup);
        }

        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "AddRows", ["RecordBatch batch", "int from", "int to"], method, body));
    }

    // Without a key the state of the window is kept in locals, which the JIT puts into registers, while its rows come.
    private static bool HasOneGroup(PhysicalWindowAggregate node) =>
        node.Keys.Count == 0 && !node.Window.IsSession && node.Window.StartColumn < 0 && !node.InputRetracts;

    private static void EmitState(PhysicalWindowAggregate node, KeyStruct keys, RowScope row, RowLoop loop)
    {
        if (!HasOneGroup(node))
        {
            string key = keys.Create(row, loop);
            loop.Body.Line($"ref State state = ref groups.GetOrAdd({key}, out _);");
            return;
        }

        using (loop.Body.Code.Block("if (!inGroup)"))
        {
            loop.Body.Line("state = groups.GetOrAdd(default, out _);");
            loop.Body.Line("inGroup = true;");
        }

        loop.Body.Code.Blank();
    }

    private static void EmitBeforeLoop(PhysicalWindowAggregate node, SourceWriter body)
    {
        if (HasOneGroup(node))
        {
            body.Line("State state = default;");
            body.Line("bool inGroup = false;");
        }

        bool attached = node.Window.StartColumn >= 0;
        if (node.Window.IsSession)
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

    public static IEnumerable<ColumnExpr> TimeColumns(PhysicalWindowAggregate node) =>
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
            if (HasOneGroup(node))
            {
                body.Line(LeaveGroup);
                body.Line("inGroup = false;");
            }

            body.Line($"if (!Enter({time}, batch, row)) continue;");
            body.Line("start = CurrentStart;");
            body.Line("groups = CurrentGroups;");
        }
    }

    private static void EmitGroup(
        PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states)
    {
        var loop = new RowLoop(owner, new MethodScope("key", "state", "start", "end"), context, drop: "return;");
        var group = new GroupScope(keys, states, node.Aggregates.Count, node.Outputs);
        SourceWriter statements = RowClassEmitter.EmitResult(unit, group, loop, "Result.EndRow();");
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
