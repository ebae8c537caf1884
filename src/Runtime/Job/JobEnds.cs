using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Storage;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// The sources and sinks of a job as the job master has them: instances of its own, with which it lists splits and commits.
/// No row passes through them.
/// </summary>
internal sealed class JobEnds
{
    private readonly List<Source> _sources = [];
    private readonly List<JobSink> _sinks = [];

    public JobEnds(CompiledJob job)
    {
        foreach (CompiledVertex vertex in job.Vertices)
        {
            bool isSource = job.Edges.All(edge => edge.ToVertex != vertex.Id);
            for (int index = 0; index < vertex.Operators.Count; index++)
            {
                CompiledOperator compiled = vertex.Operators[index];
                bool isLast = compiled.Downstream.Count == 0
                    && !job.Edges.Any(edge => edge.FromVertex == vertex.Id && edge.FromOperator == index);
                if ((isSource && index == 0) || isLast)
                {
                    Add(vertex, compiled, Create(compiled));
                }
            }
        }
    }

    /// <summary>The sinks.</summary>
    public IReadOnlyList<JobSink> Sinks => _sinks;

    /// <summary>The alignment groups of the sources, by vertex.</summary>
    public IEnumerable<(int Vertex, SourceAlignment Alignment, bool Monitors)> Alignments => _sources
        .Where(source => source.Operator.Options.Alignment is not null)
        .Select(source => (source.Vertex.Id, source.Operator.Options.Alignment!, source.Operator.Source.MonitorInterval is not null));

    /// <summary>Lists the splits of each source, by vertex, and how far they were read. It may wait for a device.</summary>
    public IReadOnlyDictionary<int, SplitDeployment> ListSplits(JobSnapshot? restored, IFileSystem files)
    {
        var listed = new Dictionary<int, SplitDeployment>();
        foreach (Source source in _sources)
        {
            IReadOnlyList<ISplit> splits = Call(source.Compiled.Name, source.Operator.Source.Splits);
            listed.Add(source.Vertex.Id, new SplitDeployment(
                splits, Call(source.Compiled.Name, () => ReadSoFar(source, splits, restored, files)), source.Operator.Source.MonitorInterval is not null));
        }

        return listed;
    }

    private static IReadOnlyDictionary<string, SplitState> ReadSoFar(
        Source source, IReadOnlyList<ISplit> splits, JobSnapshot? restored, IFileSystem files)
    {
        if (restored?.For(source.Compiled.Uid, 0, 1, BufferPool.Shared, files) is not { } state)
        {
            return new Dictionary<string, SplitState>();
        }

        IReadOnlyDictionary<string, SplitState> states = SplitState.Load(state);
        string? gone = states.Values.Where(split => !split.Finished).Select(split => split.Name)
            .Except(splits.Select(split => split.Name)).FirstOrDefault();
        return gone is null ? states : throw new RuntimeException(
            "FLS6102", $"{gone} was being read at checkpoint {restored.Id}, and is not there any more", null);
    }

    private void Add(CompiledVertex vertex, CompiledOperator compiled, Operator? made)
    {
        if (made is SourceOperator source)
        {
            _sources.Add(new Source(vertex, compiled, source));
        }
        else if (made is SinkOperator sink)
        {
            _sinks.Add(new JobSink(compiled.Name, compiled.Uid, sink.Sink, vertex.Id));
        }
    }

    /// <summary>One that cannot be made here cannot be made by its task either, which says so.</summary>
    private static Operator? Create(CompiledOperator compiled)
    {
        try
        {
            return compiled.Create();
        }
#pragma warning disable CA1031 // See above.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static T Call<T>(string name, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception failure) when (failure is not OperatorException)
        {
            throw new OperatorException(name, 0, failure);
        }
    }

    private sealed record Source(CompiledVertex Vertex, CompiledOperator Compiled, SourceOperator Operator);
}
