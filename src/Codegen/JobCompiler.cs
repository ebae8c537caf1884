using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FlinkSql.Planner.Graph;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Codegen;

/// <summary>Makes a job that can run from a job graph: writes its C#, compiles it, and wires the operators.</summary>
public static class JobCompiler
{
    /// <summary>Writes the C# of a job without compiling it, for EXPLAIN CODE.</summary>
    public static IReadOnlyList<GeneratedSource> Generate(JobGraph graph, CompileContext context) =>
        [.. Plan(graph, context).Select(vertex => vertex.Source).OfType<GeneratedSource>()];

    /// <summary>Makes the job.</summary>
    public static CompiledJob Compile(JobGraph graph, CompileContext context)
    {
        List<PlannedVertex> planned = Plan(graph, context);
        GeneratedSource[] sources = [.. planned.Select(vertex => vertex.Source).OfType<GeneratedSource>()];
        Assembly? assembly = sources.Length == 0
            ? null
            : context.Compiler.Compile(sources, planned.SelectMany(vertex => vertex.Assemblies));
        var vertices = new List<CompiledVertex>();
        foreach (PlannedVertex vertex in planned)
        {
            vertices.Add(new CompiledVertex(
                vertex.Vertex.Id, vertex.Vertex.Name, vertex.Vertex.Parallelism, vertex.Vertex.SlotSharingGroup,
                Operators(vertex, assembly, context)));
        }

        return new CompiledJob(graph.Name, vertices, [.. graph.Edges.Select(edge => Edge(edge, planned))], context.Settings);
    }

    private static List<PlannedVertex> Plan(JobGraph graph, CompileContext context)
    {
        var planned = new List<PlannedVertex>();
        foreach (JobVertex vertex in graph.Vertices)
        {
            List<ChainUnit> units = ChainPlanner.Plan(vertex, graph.Edges);
            var emitter = new VertexEmitter(
                context.QueryName, vertex, context.Sql, new EmitContext(context.Settings.Zone, context.NullRowtime)
                {
                    StateTtl = context.Settings.StateTtl,
                });
            List<GeneratedClass?> classes = emitter.Emit(units);
            string file = $"{Text.NameScope.Camel(context.QueryName, upper: false)}_vertex{vertex.Id}.g.cs";
            GeneratedSource? source = emitter.Text() is { } text ? new GeneratedSource(vertex.Id, file, text) : null;
            planned.Add(new PlannedVertex(vertex, units, classes, source, [.. emitter.File.Assemblies]));
        }

        return planned;
    }

    private static List<CompiledOperator> Operators(PlannedVertex vertex, Assembly? assembly, CompileContext context)
    {
        string[] names = vertex.Vertex.Name.Split(" -> ");
        var operators = new List<CompiledOperator>();
        for (int index = 0; index < vertex.Units.Count; index++)
        {
            ChainUnit unit = vertex.Units[index];
            Func<Operator> create = vertex.Classes[index] is { } generated
                ? Creator(assembly!.GetType(generated.FullName, throwOnError: true)!, generated.Constants)
                : LibraryOperators.For(unit.Core!, context);
            string name = names.Length == vertex.Vertex.Chain.Count
                ? string.Join(" -> ", unit.Positions.Select(position => names[position]))
                : PlanNames.Of(unit);
            int[] downstream = [.. Enumerable.Range(0, vertex.Units.Count).Where(next => vertex.Units[next].FedBy == index)];
            operators.Add(new CompiledOperator(name, create, downstream)
            {
                Uid = vertex.Vertex.Chain[StatePosition(vertex.Vertex, unit)].Stream.Uid,
                InputLayout = InputLayout(vertex.Vertex, unit),
                Planned = [.. unit.Positions],
                LateRows = unit.LateRows,
            });
        }

        return operators;
    }

    // The state of a unit is that of its core; where all its nodes are stateless any of them will do.
    private static int StatePosition(JobVertex vertex, ChainUnit unit) =>
        unit.Positions.Find(position => ReferenceEquals(vertex.Chain[position].Stream.Node, unit.Core)) is var core and > 0
            ? core
            : unit.Positions[0];

    // What the first node computes, and the columns it takes.
    private static long InputLayout(JobVertex vertex, ChainUnit unit)
    {
        IEnumerable<string> parts = unit.First.Inputs.Select(input => input.Schema.ToSchema().ToString());
        string text = string.Join('\n', parts.Prepend(vertex.Chain[unit.Positions[0]].Stream.Uid));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static Func<Operator> Creator(Type type, Support.Constants constants)
    {
        ConstructorInfo constructor = type.GetConstructor([typeof(Support.Constants)])!;
        return () => (Operator)constructor.Invoke([constants]);
    }

    private static CompiledEdge Edge(JobEdge edge, List<PlannedVertex> planned)
    {
        int fromOperator = planned.Single(vertex => vertex.Vertex.Id == edge.FromVertex)
            .Units.FindIndex(unit => unit.Positions[^1] == edge.FromPosition);
        Partitioning partitioning = edge.Shipping switch
        {
            Shipping.Forward => Partitioning.Forward,
            Shipping.Hash => Partitioning.Hash,
            Shipping.Rebalance => Partitioning.Rebalance,
            Shipping.Broadcast => Partitioning.Broadcast,
            _ => Partitioning.Global,
        };
        return new CompiledEdge(
            edge.FromVertex, fromOperator, edge.ToVertex, edge.ToInput, partitioning, [.. edge.Keys]);
    }

    private sealed record PlannedVertex(
        JobVertex Vertex,
        List<ChainUnit> Units,
        List<GeneratedClass?> Classes,
        GeneratedSource? Source,
        IReadOnlyList<Assembly> Assemblies);
}
