using FlinkSql.Planner.Graph;

namespace FlinkSql.Codegen;

/// <summary>Decides which nodes of a chain share a loop.</summary>
internal static class ChainPlanner
{
    /// <summary>The units of a vertex, each after the one that feeds it.</summary>
    public static List<ChainUnit> Plan(JobVertex vertex, IEnumerable<JobEdge> edges)
    {
        var units = new List<ChainUnit>();
        int[] unitOf = new int[vertex.Chain.Count];
        HashSet<int> leaving = [.. edges.Where(edge => edge.FromVertex == vertex.Id).Select(edge => edge.FromPosition)];
        for (int position = 0; position < vertex.Chain.Count; position++)
        {
            ChainedNode node = vertex.Chain[position];
            ChainUnit? feeder = node.FedBy < 0 ? null : units[unitOf[node.FedBy]];
            bool alone = feeder is not null
                && !leaving.Contains(node.FedBy)
                && vertex.Chain.Count(other => other.FedBy == node.FedBy) == 1;
            if (alone && TryJoin(feeder!, node, position))
            {
                unitOf[position] = unitOf[node.FedBy];
                continue;
            }

            unitOf[position] = units.Count;
            var unit = new ChainUnit([position]) { FedBy = node.FedBy < 0 ? -1 : unitOf[node.FedBy] };
            if (OperatorEmitter.For(node.Stream.Node) is RowEmitter)
            {
                unit.Before.Add(node.Stream.Node);
            }
            else
            {
                unit.Core = node.Stream.Node;
            }

            units.Add(unit);
        }

        return units;
    }

    private static bool TryJoin(ChainUnit feeder, ChainedNode node, int position)
    {
        OperatorEmitter? emitter = OperatorEmitter.For(node.Stream.Node);
        if (!feeder.IsGenerated || !feeder.FusesAfter || emitter is null)
        {
            return false;
        }

        if (emitter is RowEmitter)
        {
            (feeder.Core is null ? feeder.Before : feeder.After).Add(node.Stream.Node);
        }
        else if (feeder.Core is null && ((ClassEmitter)emitter).FusesBefore)
        {
            feeder.Core = node.Stream.Node;
        }
        else
        {
            return false;
        }

        feeder.Positions.Add(position);
        return true;
    }
}
