using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Windows: emits the structs of key and state and the method that writes the row of a group; the loop that adds rows is
/// written by <see cref="WindowRows"/>. When windows fire is the library's matter; for those that fire more than once see
/// <see cref="UpdatingWindows"/>.
/// </summary>
internal sealed class WindowAggregateEmitter : ClassEmitter<PhysicalWindowAggregate>
{
    public override string Suffix => "Window";

    protected override string Emit(PhysicalWindowAggregate node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        if (node.Emission.Updates)
        {
            return UpdatingWindows.Emit(node, unit, owner, context);
        }

        var keys = new KeyStruct(owner, node.Input.Schema, node.Keys);
        var states = new StateStruct(owner, node.Input.Schema, node.Aggregates, node.InputRetracts);
        WindowRows.Emit(node, unit, owner, context, keys, states);
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
