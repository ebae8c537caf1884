using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Physical;

/// <summary>Finds who is to blame for changes.</summary>
internal static class ChangeProducer
{
    /// <summary>The operator that first turns rows into changes.</summary>
    public static PhysicalNode Of(PhysicalNode node)
    {
        PhysicalNode? input = node.Inputs.FirstOrDefault(i => i.Traits.Mode != ChangelogMode.InsertOnly);
        return input is null || node is PhysicalGroupAggregate or PhysicalTopN or PhysicalDeduplicate ? node : Of(input);
    }
}
