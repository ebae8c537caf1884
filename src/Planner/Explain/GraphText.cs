using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Graph;

namespace FlinkSql.Planner.Explain;

/// <summary>Prints stream graphs and job graphs.</summary>
public static class GraphText
{
    /// <summary>One operator a line, with its parallelism and stable name, and below it the streams that feed it.</summary>
    public static string Print(StreamGraph graph)
    {
        var text = new StringBuilder();
        foreach (StreamNode node in graph.Nodes)
        {
            text.Append($"[{node.Id}] {PhysicalText.Describe(node.Node)}  parallelism={node.Parallelism} uid={node.Uid}\n");
            foreach (StreamEdge edge in graph.Edges.Where(edge => edge.To == node.Id))
            {
                string input = graph.Edges.Any(other => other.To == node.Id && other.ToInput > 0)
                    ? $"input {edge.ToInput} "
                    : "";
                text.Append($"    {input}<- [{edge.From}] {Ship(edge.Shipping, edge.Keys, graph.Nodes[edge.From])}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The chains, and for each exchange between them why it is one.</summary>
    public static string Print(JobGraph job)
    {
        var text = new StringBuilder($"{job.Name}\n");
        foreach (JobVertex vertex in job.Vertices)
        {
            text.Append($"vertex {vertex.Id}  {vertex.Name}  parallelism={vertex.Parallelism}\n");
            for (int position = 0; position < vertex.Chain.Count; position++)
            {
                ChainedNode node = vertex.Chain[position];

                // A chain is a line unless an operator feeds several.
                string fedBy = node.FedBy >= 0 && node.FedBy != position - 1 ? $"  <- {vertex.Id}.{node.FedBy}" : "";
                text.Append($"  {vertex.Id}.{position} {PhysicalText.Describe(node.Stream.Node)}{fedBy}\n");
            }
        }

        foreach (JobEdge edge in job.Edges)
        {
            StreamNode producer = job.Vertices[edge.FromVertex].Chain[edge.FromPosition].Stream;
            text.Append($"edge {edge.FromVertex}.{edge.FromPosition} -> {edge.ToVertex}.0 ")
                .Append($"{Ship(edge.Shipping, edge.Keys, producer)}  not chained: {edge.BreakReason}\n");
        }

        return text.ToString();
    }

    private static string Ship(Shipping shipping, EquatableArray<int> keys, StreamNode producer) =>
        shipping == Shipping.Hash
            ? $"hash[{NodeParts.Names(producer.Node.Schema, keys)}]"
            : shipping.ToString().ToLowerInvariant();
}
