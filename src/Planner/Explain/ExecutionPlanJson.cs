using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>
/// The stream graph as JSON, in the shape of Flink's JSON_EXECUTION_PLAN with a version: a version adds fields, it never
/// changes one.
/// </summary>
public static class ExecutionPlanJson
{
    public const int Version = 1;

    public static string Print(StreamGraph graph)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartArray("nodes");
            foreach (StreamNode node in graph.Nodes)
            {
                Write(json, graph, node);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, StreamGraph graph, StreamNode node)
    {
        json.WriteStartObject();
        json.WriteNumber("id", node.Id);
        json.WriteString("type", ChainBuilder.Name(node.Node));
        json.WriteString("pact", node.Node switch
        {
            PhysicalSource or PhysicalValues => "Data Source",
            PhysicalSink => "Data Sink",
            _ => "Operator",
        });
        json.WriteString("contents", PhysicalText.Describe(node.Node));
        json.WriteNumber("parallelism", node.Parallelism);
        json.WriteString("uid", node.Uid);
        StreamEdge[] inputs = [.. graph.Edges.Where(edge => edge.To == node.Id)];
        if (inputs.Length != 0)
        {
            json.WriteStartArray("predecessors");
            foreach (StreamEdge edge in inputs)
            {
                json.WriteStartObject();
                json.WriteNumber("id", edge.From);
                json.WriteString("ship_strategy", edge.Shipping.ToString().ToUpperInvariant());
                json.WriteString("side", edge.ToInput == 0 ? "first" : "second");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
