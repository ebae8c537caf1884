using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Sinks: what changes they take, and in what order.</summary>
public sealed partial class PhysicalPlanner
{
    private PhysicalSink PlanSink(LogicalSink sink)
    {
        PhysicalNode input = PlanOutput(sink);
        CheckValues(input);
        return At(sink, new PhysicalSink(input, sink.Table, sink.Overwrite));
    }

    /// <summary>
    /// Refuses values that no loop can give, and values drawn anew where rows are taken back: a row that is taken back
    /// must be the row that was given.
    /// </summary>
    private void CheckValues(PhysicalNode node)
    {
        if (node is PhysicalCalc calc)
        {
            bool takesBack = node.Traits.Mode.HasFlag(ChangelogMode.UpdateBefore)
                || (node.Traits.Mode & ChangelogMode.Upsert) == (ChangelogMode.Insert | ChangelogMode.Delete);
            if (takesBack && Find(calc, part => part is CallExpr { Function.Deterministic: false }) is { } changing)
            {
                _diagnostics.Add(PhysicalErrors.ChangingValue(changing.Span, ExprPrinter.Print(changing)));
            }

            if (Find(calc, part => part is CurrentWatermarkExpr) is { } watermark)
            {
                _diagnostics.Add(PhysicalErrors.NotSupported(watermark.Span, "CURRENT_WATERMARK"));
            }
        }

        foreach (PhysicalNode input in node.Inputs)
        {
            CheckValues(input);
        }
    }

    /// <summary>The first such part of a column, or else of the filter.</summary>
    private static Expr? Find(PhysicalCalc calc, Func<Expr, bool> wanted) =>
        calc.Columns.Select(column => column.Value).Append(calc.Filter)
            .Select(expr => expr is null ? null : ExprColumns.Find(expr, wanted))
            .FirstOrDefault(found => found is not null);

    private PhysicalNode ForChanges(LogicalSink sink, PhysicalNode input)
    {
        if (sink.Table is not TableDescriptor table || input.Traits.Mode == ChangelogMode.InsertOnly)
        {
            return input;
        }

        if (!table.Traits.WritesChanges)
        {
            _diagnostics.Add(PhysicalErrors.SinkTakesNoChanges(
                sink.Span, table.Path.ToString(), Changes(input.Traits.Mode), PhysicalText.Describe(ChangeProducer.Of(input))));
            return input;
        }

        EquatableArray<int> key = PrimaryKey(table);
        if (key.Count == 0)
        {
            return input;
        }

        // Only rows of the very key make a row of the table: then one +U overwrites what was there. With any other key
        // a row can leave its place in the table, and only its -U says so.
        bool sameKey = input.Traits.UpsertKeys.Any(candidate => SameSet(candidate, key));
        PhysicalNode byKey = sameKey ? UpdateBefore.Drop(input) ?? input : input;

        // Changes of one row of the table must stay in order: one subtask writes them.
        Distribution actual = byKey.Traits.Distribution;
        return actual.Kind == DistributionKind.Hash && SameSet(actual.Keys, key)
            ? byKey
            : Distribute(byKey, Distribution.Hash(key));
    }

    private static EquatableArray<int> PrimaryKey(TableDescriptor table)
    {
        IReadOnlyList<ColumnDescriptor> columns = table.WritableColumns;
        return Enumerable.Range(0, columns.Count)
            .Where(column => table.PrimaryKey.Contains(columns[column].Name)).ToEquatable();
    }

    private static bool SameSet(EquatableArray<int> left, EquatableArray<int> right) =>
        left.Count == right.Count && left.All(column => right.Contains(column));

    private static string Changes(ChangelogMode mode) =>
        (mode.HasFlag(ChangelogMode.UpdateAfter), mode.HasFlag(ChangelogMode.Delete)) switch
        {
            (true, true) => "update and delete",
            (true, false) => "update",
            _ => "delete",
        };
}
