using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>
/// Writes the class of a unit that keeps nothing. Where rows stay what they are it only computes new columns and
/// shares the others; otherwise it writes the rows that go on.
/// </summary>
internal static class RowClassEmitter
{
    /// <summary>Writes the class, and gives the text of its base class.</summary>
    public static string Emit(ChainUnit unit, ClassScope owner, EmitContext context)
    {
        PlanSchema schema = unit.Last.Schema;
        int number = owner.Constants.Add(schema.ToSchema());
        if (KeepsRows(unit))
        {
            EmitProjection(unit, schema, owner, context);
            return $"ProjectOperator(constants.Schema({number}))";
        }

        EmitFilter(unit, schema, owner, context);
        return $"FilterOperator(constants.Schema({number}))";
    }

    /// <summary>Whether every row that comes in goes on, as one row.</summary>
    private static bool KeepsRows(ChainUnit unit) =>
        unit.Before.All(node => ((RowEmitter)OperatorEmitter.For(node)!).KeepsRows(node, unit.InputChanges));

    private static void EmitProjection(ChainUnit unit, PlanSchema schema, ClassScope owner, EmitContext context)
    {
        var method = new MethodScope();
        var loop = new RowLoop(owner, method, context);
        RowScope row = EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);
        int[] computed = [.. Enumerable.Range(0, schema.Count).Where(column => row.Source(column) < 0)];
        row.Announce(computed.Select(column => Reference(schema, column)));
        var result = new ResultWriter(owner, schema);
        result.Declare(computed, (column, type) => $"Builder<{type}>({column})");
        foreach (int column in computed)
        {
            result.Write(column, row, loop, "row");
        }

        var body = new SourceWriter();
        SourceWriter statements = loop.Close();
        if (!statements.IsEmpty)
        {
            using (body.Block("for (int row = 0; row < batch.RowCount; row++)"))
            {
                ResetScratch(owner, body);
                body.Append(statements);
            }
        }

        body.Append(result.Commits);
        body.Line("return batch.WithColumns(");
        body.Line("    Schema,");
        body.Line("    [");
        for (int column = 0; column < schema.Count; column++)
        {
            body.Line(row.Source(column) is int source and >= 0
                ? $"        batch.Column({source}).Retain(),"
                : $"        {result.Builder(column)}.Build(),");
        }

        body.Line("    ]);");
        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "RecordBatch", "Run", ["RecordBatch batch"], method, body));
    }

    private static void EmitFilter(ChainUnit unit, PlanSchema schema, ClassScope owner, EmitContext context)
    {
        var method = new MethodScope("count", "pieces", "end");
        var loop = new RowLoop(owner, method, context) { Branchless = Branchless.Suits(unit) };
        if (unit.InputChanges)
        {
            method.Prologue.Line("ReadOnlySpan<RowKind> kinds = batch.Kinds;");
            loop.Body.Line("RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];");
            loop.Kind = "kind";
        }

        RowScope row = EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);
        int[] columns = [.. Enumerable.Range(0, schema.Count)];
        row.Announce(columns.Select(column => Reference(schema, column)));
        var result = new ResultWriter(owner, schema);
        result.Declare(columns, result.OfResult);
        string? index = loop.Multiplies ? null : "count";
        loop.Body.Code.Blank();
        string kept = string.Join(" & ", loop.Kept);
        if (loop.Branchless && method.TestsNulls)
        {
            loop.DropWhere($"TValidity.Any && !({kept})");
        }

        foreach (int column in columns)
        {
            result.Write(column, row, loop, index);
        }

        bool endsRows = loop.Multiplies || loop.Kind is not null;
        if (endsRows)
        {
            loop.Body.Line($"Result.EndRow({loop.Kind});");
        }

        if (index is not null)
        {
            loop.Body.Line(loop.Branchless ? $"count += Step.If({kept});" : "count++;");
        }

        SourceWriter statements = loop.Close();
        var body = new SourceWriter();
        if (index is not null)
        {
            body.Line("int count = 0;");
        }

        body.Line("var pieces = new Pieces(batch, Result);");
        using (body.Block($"while (pieces.Next({(endsRows ? "" : "count")}))"))
        {
            body.Line("int end = pieces.To;");
            using (body.Block("for (int row = pieces.From; row < end; row++)"))
            {
                ResetScratch(owner, body);
                body.Append(statements);
            }
        }

        body.Append(result.Commits);
        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "Run", ["RecordBatch batch"], method, body));
    }

    /// <summary>Lets stateless nodes write into a loop, one after the other.</summary>
    public static RowScope EmitNodes(IEnumerable<PhysicalNode> nodes, RowScope row, RowLoop loop)
    {
        foreach (PhysicalNode node in nodes)
        {
            row = ((RowEmitter)OperatorEmitter.For(node)!).Emit(node, row, loop);
        }

        return row;
    }

    /// <summary>A reference to a column, as operators make them.</summary>
    public static ColumnExpr Reference(PlanSchema schema, int column) =>
        new(column, schema[column].Name, schema[column].Type);

    /// <summary>Text made for the last row is not needed any more.</summary>
    public static void ResetScratch(ClassScope owner, SourceWriter code)
    {
        if (owner.UsesScratch)
        {
            code.Line("_scratch.Reset();");
        }
    }
}
