using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.State;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Updating groups: emits the structs of key, state and results, and the loop that adds a row and writes what changed:
/// +I for the first row of a key, -U and +U when a result changed, -D when the last row was taken back.
/// </summary>
internal sealed class GroupAggregateEmitter : ClassEmitter<PhysicalGroupAggregate>
{
    public override string Suffix => "Group";

    protected override string Emit(PhysicalGroupAggregate node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        var keys = new KeyStruct(owner, node.Input.Schema, node.Keys);
        var states = new StateStruct(owner, node.Input.Schema, node.Aggregates, node.InputRetracts, Ages(node, context), hasRows: node.Keys.Count != 0);
        var values = new ValuesStruct(owner, states);
        EmitChange(unit, owner, context, keys, states, values);
        SourceWriter change = owner.TakeMethods();
        EmitRows(node, unit, owner, context, keys, states);
        owner.Methods.Blank();
        owner.Methods.Append(change);
        keys.WriteKeepTexts();
        values.Write();
        keys.Write();
        states.Write();
        if (Ages(node, context))
        {
            WriteAge(owner);
        }

        int schema = owner.Constants.Add(unit.Last.Schema.ToSchema());
        string types = $"<{owner.Name}.Key, {owner.Name}.State>";
        return Ages(node, context)
            ? $"AgingGroupAggregateOperator{types}(constants.Schema({schema}), {Ttl(node, context).Milliseconds}L)"
            : $"GroupAggregateOperator{types}(constants.Schema({schema}))";
    }

    private static StateTtl Ttl(PhysicalGroupAggregate node, EmitContext context) =>
        node.StateTtl is { } own ? new StateTtl(own) : context.StateTtl;

    private static bool Ages(PhysicalGroupAggregate node, EmitContext context) => Ttl(node, context).IsOn;

    private static void WriteAge(ClassScope owner)
    {
        owner.Methods.Blank();
        owner.Methods.Line("protected override ref StateAge AgeOf(ref State state) => ref state.Age;");
    }

    private static void EmitRows(
        PhysicalGroupAggregate node, ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states)
    {
        var method = new MethodScope("from", "to", "groups", "tracks", "key", "state", "added", "before", "after");
        var loop = new RowLoop(owner, method, context);
        if (node.InputRetracts)
        {
            method.Prologue.Line("ReadOnlySpan<RowKind> kinds = batch.Kinds;");
            loop.Body.Line("RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];");
            loop.Kind = "kind";
        }

        RowScope row = RowClassEmitter.EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);
        row.Announce([.. keys.Columns, .. states.Columns]);
        loop.Comment("group", node);
        Block body = loop.Body;
        body.Line($"Key key = {keys.Create(row, loop)};");
        if (node.InputRetracts)
        {
            EmitFind(body);
        }
        else
        {
            body.Line("ref State state = ref groups.GetOrAdd(in key, out bool added);");
        }

        body.Line("if (tracks) groups.Changed(ref state);");
        if (Ages(node, context))
        {
            body.Line("Write(in key, ref state.Age, added);");
        }

        if (states.Count == 0 && !node.InputRetracts)
        {
            body.Line("if (added) Emit(RowKind.Insert, in key, default);");
        }
        else
        {
            body.Line("Values before = added ? default : Read(ref state);");
            states.Update(row, loop);
            EmitEffects(node, states, body, Ages(node, context));
        }

        var code = new SourceWriter();
        code.Line("KeyedTable<Key, State> groups = Groups;");
        code.Line("bool tracks = groups.TracksChanges;");
        SourceWriter statements = loop.Close();
        using (code.Block("for (int row = from; row < to; row++)"))
        {
            RowClassEmitter.BeginRow(owner, code);
            code.Append(statements);
        }

        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "AddRows", ["RecordBatch batch", "int from", "int to"], method, code));
    }

    // A row that is taken back from a group nobody knows has no effect.
    private static void EmitFind(Block body)
    {
        body.Line("bool added = false;");
        body.Line("ref State state = ref groups.Find(in key);");
        using (body.Code.Block("if (Unsafe.IsNullRef(ref state))"))
        {
            body.Line("if (kind.IsRetraction()) continue;");
            body.Line("state = ref groups.GetOrAdd(in key, out added);");
        }
    }

    private static void EmitEffects(PhysicalGroupAggregate node, StateStruct states, Block body, bool ages)
    {
        string after = states.Count == 0 ? "default" : "Read(ref state)";
        string emitAfter = states.Count == 0 ? "default" : "after";
        if (node.InputRetracts)
        {
            using (body.Code.Block("if (state.Rows == 0)"))
            {
                body.Line("Emit(RowKind.Delete, in key, before);");
                body.Line("Remove(in key);");
                body.Line("continue;");
            }

            body.Code.Blank();
        }

        if (states.Count != 0)
        {
            body.Line($"Values after = {after};");
        }

        using (body.Code.Block("if (added)"))
        {
            body.Line($"Emit(RowKind.Insert, in key, {emitAfter});");
        }

        if (states.Count == 0)
        {
            return;
        }

        // Where state ends, a row that changes nothing is told on: it keeps what stands behind alive.
        using (body.Code.Block(ages ? "else" : "else if (!before.Same(after))"))
        {
            if (node.EmitsUpdateBefore)
            {
                body.Line("Emit(RowKind.UpdateBefore, in key, before);");
            }

            body.Line("Emit(RowKind.UpdateAfter, in key, after);");
        }
    }

    private static void EmitChange(
        ChainUnit unit, ClassScope owner, EmitContext context, KeyStruct keys, StateStruct states, ValuesStruct values)
    {
        var loop = new RowLoop(owner, new MethodScope("key", "values"), context, drop: "return;") { Kind = "kind" };
        var group = new ChangeScope(keys, values, states.Count, []);
        SourceWriter statements = RowClassEmitter.EmitResult(unit, group, loop, "EndRow(kind);");
        SourceWriter code = owner.Methods;
        code.Blank();
        using (code.Block("private void Emit(RowKind kind, in Key key, Values values)"))
        {
            code.Append(loop.Method.Prologue);
            code.Append(statements);
        }
    }
}
