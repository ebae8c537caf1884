using FlinkSql.Columnar;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Graph;

/// <summary>Joins operators that may run in one task into chains.</summary>
public sealed class ChainBuilder
{
    private readonly StreamGraph _graph;
    private readonly PlannerOptions _options;

    private ChainBuilder(StreamGraph graph, PlannerOptions options) => (_graph, _options) = (graph, options);

    public static JobGraph Build(string name, StreamGraph graph, PlannerOptions options) =>
        new ChainBuilder(graph, options).Build(name);

    /// <summary>Why the consumer of an edge does not run in the task of its producer; null when it does.</summary>
    private string? BreakReason(StreamEdge edge)
    {
        StreamNode from = _graph.Nodes[edge.From];
        StreamNode to = _graph.Nodes[edge.To];
        int inputs = _graph.Edges.Count(other => other.To == edge.To);
        return edge.Shipping switch
        {
            Shipping.Hash => $"rows are spread by hash of ({NodeParts.Names(from.Node.Schema, edge.Keys)})",
            Shipping.Global => "all rows go to one subtask",
            Shipping.Broadcast => "every row goes to every subtask",
            Shipping.Rebalance => $"parallelism changes from {from.Parallelism} to {to.Parallelism}",
            // The end of a snapshot is said by an empty batch, which only a chain hands on.
            _ when inputs == 1 && from.Node is PhysicalOutput => null,
            _ when inputs > 1 => $"the consumer has {inputs} inputs",
            _ when !_options.Chaining && !BelongsToSource(edge.To) => "pipeline.operator-chaining is false",
            _ => null,
        };
    }

    /// <summary>
    /// A watermark, and the computed columns it reads, stay with the source whatever the setting: only there is it known
    /// which split a row is from.
    /// </summary>
    private bool BelongsToSource(int node) => _graph.Nodes[node].Node is PhysicalWatermark
        || (_graph.Nodes[node].Node is PhysicalCalc
            && _graph.Edges.Any(edge => edge.From == node && BelongsToSource(edge.To)));

    private JobGraph Build(string name)
    {
        int[] vertexOf = new int[_graph.Nodes.Count];
        int[] positionOf = new int[_graph.Nodes.Count];
        var chains = new List<List<ChainedNode>>();
        var edges = new List<(StreamEdge Edge, string Reason)>();

        // Inputs come before consumers, so a chain is there when its next operator comes.
        foreach (StreamNode node in _graph.Nodes)
        {
            StreamEdge? chainedBy = null;
            foreach (StreamEdge edge in _graph.Edges.Where(edge => edge.To == node.Id))
            {
                if (BreakReason(edge) is string reason)
                {
                    edges.Add((edge, reason));
                }
                else
                {
                    chainedBy = edge;
                }
            }

            if (chainedBy is null)
            {
                vertexOf[node.Id] = chains.Count;
                chains.Add([]);
            }
            else
            {
                vertexOf[node.Id] = vertexOf[chainedBy.From];
            }

            List<ChainedNode> chain = chains[vertexOf[node.Id]];
            positionOf[node.Id] = chain.Count;
            chain.Add(new ChainedNode(node, chainedBy is null ? -1 : positionOf[chainedBy.From]));
        }

        return new JobGraph(
            name,
            chains.Select((chain, id) => new JobVertex(
                id, Name(chain), chain[0].Stream.Parallelism, chain.ToEquatable())).ToEquatable(),
            edges.Select(pair => new JobEdge(
                vertexOf[pair.Edge.From],
                positionOf[pair.Edge.From],
                vertexOf[pair.Edge.To],
                pair.Edge.ToInput,
                pair.Edge.Shipping,
                pair.Edge.Keys,
                pair.Reason)).ToEquatable());
    }

    private static string Name(List<ChainedNode> chain) =>
        string.Join(" -> ", chain.Select(node => Name(node.Stream.Node)));

    /// <summary>The short name of an operator, as chains and job lists show it.</summary>
    internal static string Name(PhysicalNode node) => node switch
    {
        PhysicalSource source => $"Source: {source.Table.Path.Name}",
        PhysicalValues => "Source: Values",
        PhysicalSink { Table: null } => "Sink: result",
        PhysicalSink sink => $"Sink: {sink.Table!.Path.Name}",
        _ => PhysicalText.Name(node),
    };
}
