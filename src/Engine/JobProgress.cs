using FlinkSql.Runtime.Job;

namespace FlinkSql.Engine;

/// <summary>What a job has done so far.</summary>
/// <param name="RowsIn">Rows its sources gave.</param>
/// <param name="RowsOut">Rows its sinks took.</param>
/// <param name="LateRows">Rows dropped because their window had closed.</param>
/// <param name="BadRecords">Records that were skipped or sent to the dead letters.</param>
/// <param name="Elapsed">Since it was started.</param>
public sealed record JobProgress(long RowsIn, long RowsOut, long LateRows, long BadRecords, TimeSpan Elapsed);

/// <summary>Which operators of a job are its sources and its sinks, for counting what goes in and comes out.</summary>
internal sealed record JobEnds(HashSet<(int Vertex, int Operator)> Sources, HashSet<(int Vertex, int Operator)> Sinks)
{
    public static JobEnds Of(CompiledJob job)
    {
        var sources = new HashSet<(int Vertex, int Operator)>();
        var sinks = new HashSet<(int Vertex, int Operator)>();
        foreach (CompiledVertex vertex in job.Vertices)
        {
            if (!job.Edges.Any(edge => edge.ToVertex == vertex.Id))
            {
                sources.Add((vertex.Id, 0));
            }

            for (int index = 0; index < vertex.Operators.Count; index++)
            {
                if (vertex.Operators[index].Downstream.Count == 0
                    && !job.Edges.Any(edge => edge.FromVertex == vertex.Id && edge.FromOperator == index))
                {
                    sinks.Add((vertex.Id, index));
                }
            }
        }

        return new JobEnds(sources, sinks);
    }

    public JobProgress Progress(IReadOnlyList<OperatorSnapshot> operators, TimeSpan elapsed) => new(
        operators.Where(o => Sources.Contains((o.Vertex, o.Operator))).Sum(o => o.RowsOut),
        operators.Where(o => Sinks.Contains((o.Vertex, o.Operator))).Sum(o => o.RowsIn),
        operators.Sum(o => o.LateRows),
        operators.Sum(o => o.BadRecords),
        elapsed);
}
