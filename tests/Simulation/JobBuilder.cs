using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Simulation;

/// <summary>Makes jobs of hand-written operators.</summary>
internal sealed class JobBuilder
{
    private readonly List<CompiledVertex> _vertices = [];
    private readonly List<CompiledEdge> _edges = [];

    /// <summary>Adds a vertex whose operators feed each other in a line.</summary>
    public int Vertex(string name, int parallelism, params Func<Operator>[] operators) =>
        Vertex(name, parallelism, [.. operators.Select((create, index) => new CompiledOperator(
            operators.Length == 1 ? name : $"{name}[{index}]",
            create,
            index + 1 < operators.Length ? [index + 1] : []))]);

    public int Vertex(string name, int parallelism, IReadOnlyList<CompiledOperator> operators)
    {
        IEnumerable<CompiledOperator> named =
            operators.Select((each, index) => each with { Uid = $"{_vertices.Count}-{index}-{each.Name}" });
        _vertices.Add(new CompiledVertex(_vertices.Count, name, parallelism, "default", [.. named]));
        return _vertices.Count - 1;
    }

    public JobBuilder Edge(
        int from, int to, Partitioning partitioning = Partitioning.Forward, int[]? keys = null, int input = 0)
    {
        _edges.Add(new CompiledEdge(
            from, _vertices[from].Operators.Count - 1, to, input, partitioning, keys ?? []));
        return this;
    }

    public CompiledJob Build(JobSettings? settings = null) =>
        new("test", _vertices, _edges, settings ?? new JobSettings());
}
