using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// SESSION on its own: emits the struct of the key and the loop that finds the session of each row. The batches
/// themselves are kept, so nothing is fused with it.
/// </summary>
internal sealed class SessionWindowEmitter : ClassEmitter<PhysicalWindow>
{
    public override string Suffix => "Sessions";

    public override bool FusesBefore => false;

    public override bool FusesAfter => false;

    public override bool Suits(PhysicalNode node) => ((PhysicalWindow)node).Spec is SessionWindow;

    protected override string Emit(PhysicalWindow node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        PlanSchema input = node.Input.Schema;
        TimeAttribute attribute = input[node.TimeColumn].Time;
        bool local = input[node.TimeColumn].Type is TimestampType { LocalTimeZone: true };
        long gap = ((SessionWindow)node.Spec).Gap;
        var keys = new KeyStruct(owner, input, node.PartitionColumns);
        var method = new MethodScope("from", "to", "key", "state", "sessions", "group", "added", "nextMark", "now");
        var loop = new RowLoop(owner, method, context);
        var row = new BatchScope(unit.InputSchema);
        row.Announce(keys.Columns);
        loop.Comment("window", node);
        string time = attribute == TimeAttribute.Proctime
            ? "now"
            : RowTime.OnWindowLine(input, node.TimeColumn, local && !context.IsUtc, row, loop);
        SessionLoop.EmitFind(keys.Create(row, loop), time, gap, "SessionRows", loop);
        loop.Body.Line("state.Add(batch, row);");
        SourceWriter statements = loop.Close();
        var body = new SourceWriter();
        SessionLoop.EmitBefore(body, "SessionRows", attribute, retracts: false);
        using (body.Block("for (int row = from; row < to; row++)"))
        {
            SessionLoop.PassMarks(body, attached: false);
            RowClassEmitter.BeginRow(owner, body);
            body.Append(statements);
        }

        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "AddRows", ["RecordBatch batch", "int from", "int to"], method, body));
        keys.WriteKeepTexts();
        keys.Write();
        string clock = "WindowTime." + (attribute == TimeAttribute.Proctime ? "Processing" : local ? "LocalEvent" : "Event");
        return $"SessionWindowOperator<{owner.Name}.Key>(gap: {Literals.Of(gap)}, "
            + $"constants.Schema({owner.Constants.Add(node.Schema.ToSchema())}), {clock}, keys: [{string.Join(", ", node.PartitionColumns)}])";
    }
}
