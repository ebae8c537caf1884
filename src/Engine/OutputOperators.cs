using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;
using OutputTrigger = FlinkSql.Runtime.Operators.OutputTrigger;
using OutputTriggerKind = FlinkSql.Runtime.Operators.OutputTriggerKind;

namespace FlinkSql.Engine;

/// <summary>The operators of the output modes.</summary>
internal static class OutputOperators
{
    public static Func<Operator> For(PhysicalOutput output)
    {
        Schema schema = output.Schema.ToSchema();
        OutputTrigger trigger = Trigger(output.Trigger);
        if (output.Mode == OutputMode.Complete)
        {
            int[]? keys = output.Key is { } columns ? [.. columns] : null;
            RowSortKey[] order = [.. RankOperators.Order(output.Order)];
            return () => new CompleteOutputOperator(schema, keys, trigger, order, output.Offset, output.Limit);
        }

        int[] spreadBy = [.. output.Traits.Distribution.Keys];
        return output.Key is { } key
            ? () => new UpdateOutputOperator(schema, key, trigger, spreadBy)
            : () => new WaitingOutputOperator(schema, trigger, spreadBy);
    }

    /// <summary>What the rows are that reach a sink.</summary>
    public static OutputMode ModeOf(PhysicalNode rows) => rows switch
    {
        PhysicalOutput output => output.Mode,
        { Traits.Mode: ChangelogMode.InsertOnly } => OutputMode.Append,
        _ => OutputMode.Changelog,
    };

    private static OutputTrigger Trigger(Planner.Catalog.OutputTrigger trigger) => new(
        trigger.Kind switch
        {
            Planner.Catalog.OutputTriggerKind.Watermark => OutputTriggerKind.Watermark,
            Planner.Catalog.OutputTriggerKind.Batch => OutputTriggerKind.Batch,
            Planner.Catalog.OutputTriggerKind.Interval => OutputTriggerKind.Interval,
            _ => OutputTriggerKind.Delay,
        },
        trigger.Milliseconds);
}
