namespace FlinkSql.Runtime.Job;

/// <summary>
/// The parts of a job between which no row passes: vertices that edges connect. One that fails can be started again while
/// the others run on. All subtasks of a vertex are in one region, as they share the splits of a source, or what a sink removes.
/// </summary>
internal sealed class Regions
{
    private readonly int[] _regionOf;

    public Regions(CompiledJob job)
    {
        _regionOf = [.. job.Vertices.Select(vertex => vertex.Id)];
        foreach (CompiledEdge edge in job.Edges)
        {
            int joined = Math.Min(_regionOf[edge.FromVertex], _regionOf[edge.ToVertex]);
            int other = Math.Max(_regionOf[edge.FromVertex], _regionOf[edge.ToVertex]);
            for (int vertex = 0; vertex < _regionOf.Length; vertex++)
            {
                _regionOf[vertex] = _regionOf[vertex] == other ? joined : _regionOf[vertex];
            }
        }

        All = [.. _regionOf.Distinct().Order()];
    }

    /// <summary>Every region, named by its first vertex.</summary>
    public IReadOnlyList<int> All { get; }

    /// <summary>The region of a vertex.</summary>
    public int Of(int vertex) => _regionOf[vertex];
}
