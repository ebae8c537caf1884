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

    /// <summary>
    /// Writes the row of a group into the builder <c>Result</c>, through the nodes behind the aggregate, and then the
    /// statement that ends the row.
    /// </summary>
    public static SourceWriter EmitResult(ChainUnit unit, RowScope group, RowLoop loop, string end)
    {
        PlanSchema schema = unit.Last.Schema;
        RowScope row = EmitNodes(unit.After, group, loop);
        int[] columns = [.. Enumerable.Range(0, schema.Count)];
        row.Announce(columns.Select(column => Reference(schema, column)));
        var result = new ResultWriter(loop.Owner, schema);
        result.Declare(columns, result.OfResult);
        foreach (int column in columns)
        {
            result.Write(column, row, loop);
        }

        loop.Body.Line(end);
        return loop.Close();
    }

    /// <summary>Whether every row that comes in goes on, as one row.</summary>
    public static bool KeepsRows(ChainUnit unit) =>
        unit.Before.All(node => ((RowEmitter)OperatorEmitter.For(node)!).KeepsRows(node, unit.InputChanges));

    private static void EmitProjection(ChainUnit unit, PlanSchema schema, ClassScope owner, EmitContext context)
    {
        // Which columns pass through is the same in every loop: this one is only asked, not written.
        RowScope shape = Scope(unit, new RowLoop(owner, new MethodScope(), context));
        int[] computed = [.. Enumerable.Range(0, schema.Count).Where(column => shape.Source(column) < 0)];
        var result = new ResultWriter(owner, schema);
        result.Declare(computed, (column, type) => $"Builder<{type}>({column})");
        List<int[]> groups = MethodSplit.Of(unit, computed);
        var answer = new SourceWriter();
        answer.Line("return batch.WithColumns(");
        answer.Line("    Schema,");
        answer.Line("    [");
        for (int column = 0; column < schema.Count; column++)
        {
            answer.Line(shape.Source(column) is int source and >= 0
                ? $"        batch.Column({source}).Retain(),"
                : $"        {result.Builder(column)}.Build(),");
        }

        answer.Line("    ]);");
        if (groups.Count == 1)
        {
            EmitColumns(unit, schema, new LoopPart(owner, context, result, groups[0]), "RecordBatch", "Run", answer);
            return;
        }

        var calls = new SourceWriter();
        List<SourceWriter> parts = [];
        for (int part = 0; part < groups.Count; part++)
        {
            calls.Line($"Columns{part + 1}(batch);");
            EmitColumns(unit, schema, new LoopPart(owner, context, result, groups[part]), "void", $"Columns{part + 1}", new SourceWriter());
            parts.Add(owner.TakeMethods());
        }

        var body = new SourceWriter();
        ReadClock(owner, body);
        body.Append(calls);
        body.Append(answer);
        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "RecordBatch", "Run", ["RecordBatch batch"], new MethodScope(), body));
        parts.ForEach(owner.AppendMethods);
    }

    // A loop over all rows that computes some columns.
    private static void EmitColumns(
        ChainUnit unit, PlanSchema schema, LoopPart part, string answerType, string name, SourceWriter answer)
    {
        var method = new MethodScope();
        var loop = new RowLoop(part.Owner, method, part.Context);
        RowScope row = Scope(unit, loop);
        row.Announce(part.Columns.Select(column => Reference(schema, column)));
        var commits = new SourceWriter();
        foreach (int column in part.Columns)
        {
            part.Result.Write(column, row, loop, "row", commits);
        }

        var body = new SourceWriter();
        SourceWriter statements = loop.Close();
        if (!statements.IsEmpty)
        {
            using (body.Block("for (int row = 0; row < batch.RowCount; row++)"))
            {
                BeginLoop(part.Owner, body, split: name != "Run");
                body.Append(statements);
            }
        }

        body.Append(commits);
        body.Append(answer);
        string modifiers = name == "Run" ? "protected override" : "private";
        ClassWriter.Method(part.Owner, new LoopMethod(modifiers, answerType, name, ["RecordBatch batch"], method, body));
    }

    private static void EmitFilter(ChainUnit unit, PlanSchema schema, ClassScope owner, EmitContext context)
    {
        int[] columns = [.. Enumerable.Range(0, schema.Count)];
        List<int[]> groups = MethodSplit.Of(unit, columns);
        var result = new ResultWriter(owner, schema);
        result.Declare(columns, result.OfResult);
        bool split = groups.Count > 1;
        var calls = new SourceWriter();
        List<SourceWriter> parts = [];
        for (int part = 0; split && part < groups.Count; part++)
        {
            calls.Line($"Columns{part + 1}(batch, selected[..count]);");
            EmitSelected(unit, schema, new LoopPart(owner, context, result, groups[part]), $"Columns{part + 1}");
            parts.Add(owner.TakeMethods());
        }

        var method = new MethodScope("count", "pieces", "end", "selected");
        var loop = new RowLoop(owner, method, context) { Branchless = !split && Branchless.Suits(unit) };
        if (unit.InputChanges)
        {
            method.Prologue.Line("ReadOnlySpan<RowKind> kinds = batch.Kinds;");
            loop.Body.Line("RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];");
            loop.Kind = "kind";
        }

        RowScope row = Scope(unit, loop);
        string? index = loop.Multiplies ? null : "count";
        loop.Body.Code.Blank();
        string kept = string.Join(" & ", loop.Kept);
        if (loop.Branchless && method.TestsNulls)
        {
            loop.DropWhere($"TValidity.Any && !({kept})");
        }

        var commits = new SourceWriter();
        if (split)
        {
            loop.Body.Line("selected[count] = row;");
        }
        else
        {
            row.Announce(columns.Select(column => Reference(schema, column)));
            foreach (int column in columns)
            {
                result.Write(column, row, loop, index, commits);
            }
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

        var body = new SourceWriter();
        if (split)
        {
            string field = owner.Field("selected", "int[]", "[]");
            body.Line($"if ({field}.Length < batch.RowCount) {field} = new int[batch.RowCount];");
            body.Line($"Span<int> selected = {field};");
        }

        SourceWriter statements = loop.Close();
        if (split)
        {
            ReadClock(owner, body);
        }

        WritePieces(owner, body, statements, index is not null, endsRows, split);
        body.Append(commits);
        body.Append(calls);
        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "Run", ["RecordBatch batch"], method, body));
        parts.ForEach(owner.AppendMethods);
    }

    private static void WritePieces(
        ClassScope owner, SourceWriter body, SourceWriter statements, bool counts, bool endsRows, bool split)
    {
        if (counts)
        {
            body.Line("int count = 0;");
        }

        body.Line("var pieces = new Pieces(batch, Result);");
        using (body.Block($"while (pieces.Next({(endsRows ? "" : "count")}))"))
        {
            body.Line("int end = pieces.To;");
            using (body.Block("for (int row = pieces.From; row < end; row++)"))
            {
                BeginLoop(owner, body, split);
                body.Append(statements);
            }
        }
    }

    // A loop over the rows that passed, which computes some columns.
    private static void EmitSelected(ChainUnit unit, PlanSchema schema, LoopPart part, string name)
    {
        var method = new MethodScope("selected", "at");
        var loop = new RowLoop(part.Owner, method, part.Context) { HasPassed = true };
        RowScope row = Scope(unit, loop);
        row.Announce(part.Columns.Select(column => Reference(schema, column)));
        var commits = new SourceWriter();
        foreach (int column in part.Columns)
        {
            part.Result.Write(column, row, loop, "at", commits);
        }

        var body = new SourceWriter();
        SourceWriter statements = loop.Close();
        using (body.Block("for (int at = 0; at < selected.Length; at++)"))
        {
            body.Line("int row = selected[at];");
            BeginLoop(part.Owner, body, split: true);
            body.Append(statements);
        }

        body.Append(commits);
        ClassWriter.Method(part.Owner, new LoopMethod(
            "private", "void", name, ["RecordBatch batch", "ReadOnlySpan<int> selected"], method, body));
    }

    private static RowScope Scope(ChainUnit unit, RowLoop loop) =>
        EmitNodes(unit.Before, new BatchScope(unit.InputSchema), loop);

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

    /// <summary>
    /// The head of a row loop: text made for the last row is not needed any more, and functions of the current time
    /// read the clock anew.
    /// </summary>
    public static void BeginRow(ClassScope owner, SourceWriter code)
    {
        BeginLoop(owner, code, split: false);
    }

    private static void BeginLoop(ClassScope owner, SourceWriter code, bool split)
    {
        ResetScratch(owner, code);
        if (!split)
        {
            ReadClock(owner, code);
        }
    }

    private static void ResetScratch(ClassScope owner, SourceWriter code)
    {
        if (owner.UsesScratch)
        {
            code.Line("_scratch.Reset();");
        }
    }

    // Once a batch where several loops compute the columns of a row, so that they agree about the time.
    private static void ReadClock(ClassScope owner, SourceWriter code)
    {
        if (owner.UsesClock)
        {
            code.Line("_query.BeginRow();");
        }
    }

    /// <summary>Some columns of a result, written by one method.</summary>
    private sealed record LoopPart(ClassScope Owner, EmitContext Context, ResultWriter Result, int[] Columns);
}
