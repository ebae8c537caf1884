using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Job;

namespace FlinkSql.Engine.Why;

/// <summary>
/// Finds out why a job gives no rows. It goes from the sinks against the stream: an operator that has rows and gives
/// none is the cause; one that has got none sends the question on to those that feed it.
/// </summary>
internal sealed class Examination(JobView view, string job)
{
    // A source that gave rows a moment ago is not silent.
    private const long Moment = 1_000;

    /// <summary>Why a job that runs gives no rows.</summary>
    public Diagnosis OfRunning()
    {
        if (!view.Tasks.Any())
        {
            return new Diagnosis(Cause.Starting, job, "the job is about to start");
        }

        if (view.Sinks.FirstOrDefault(sink => PausedTask(sink) is not null) is { } unread)
        {
            return new Diagnosis(Cause.ResultNotRead, job, "rows are there, but they are not being read")
            {
                Details = [$"{unread.Name} has {Moments.Count(unread.RowsIn)} rows, and waits for its reader"],
                Fix = "read on; the job goes on by itself when the rows are taken",
                Holder = unread.Name,
            };
        }

        return First(view.Sinks.Select(Look));
    }

    /// <summary>Why a job that has come to an end gave what it gave.</summary>
    public Diagnosis OfFinished()
    {
        long given = view.Sinks.Sum(sink => sink.RowsIn);
        string end = "the job has read its input to the end";
        if (given != 0)
        {
            return new Diagnosis(Cause.Finished, job, $"{end} and gave {Moments.Count(given)} rows; no more will come");
        }

        Diagnosis why = First(view.Sinks.Select(Look));
        string reason = why.Cause is Cause.Flowing or Cause.SourceQuiet ? "no window or group had rows" : why.Reason;
        return why with { Cause = Cause.Finished, Reason = $"{end} and gave no rows: {reason}" };
    }

    private Diagnosis Look(OperatorView operation)
    {
        if (operation.OpenWindows != 0)
        {
            return new WindowExamination(view, job).Of(operation);
        }

        OperatorView[] feeders = [.. view.Feeders(operation)];
        if (feeders.Length == 0)
        {
            return OfSource(operation);
        }

        if (operation.RowsIn == 0 || operation.RowsOut != 0 || view.Sinks.Contains(operation))
        {
            Diagnosis found = First(feeders.Select(Look));
            return Limit(operation) is { } limit ? found with { Details = [.. found.Details, limit] } : found;
        }

        return Keeps(operation);
    }

    /// <summary>How far a LIMIT is; null where there is none.</summary>
    private static string? Limit(OperatorView operation) =>
        operation.Nodes.OfType<PhysicalLimit>().FirstOrDefault() is { Limit: < long.MaxValue } limit
            ? $"{operation.NameOf<PhysicalLimit>()} has passed {Moments.Count(operation.RowsOut)} of {Moments.Count(limit.Limit)} rows, "
              + "and ends the query with the last"
            : null;

    /// <summary>It has taken rows and never given one.</summary>
    private Diagnosis Keeps(OperatorView operation)
    {
        string rows = Moments.Count(operation.RowsIn);
        bool filters = operation.Nodes.Any(node => node is PhysicalCalc { Filter: not null });
        if (operation.LateRows != 0 && operation.StateEntries == 0)
        {
            bool all = operation.LateRows == operation.RowsIn;
            return new Diagnosis(
                Cause.AllLate,
                job,
                $"every row came after its window had closed: {Moments.Count(operation.LateRows)} late rows were dropped")
            {
                Details = [$"{operation.NameOf<PhysicalWindowAggregate>()} has taken {rows} rows"
                    + (all ? "" : $", of which a filter let {Moments.Count(operation.LateRows)} through")],
                Fix = "give rows more time: WATERMARK FOR ... AS ... - INTERVAL '1' MINUTE, or more, in CREATE TABLE",
                Holder = operation.Name,
            };
        }

        if (operation.Nodes.FirstOrDefault(node => node is PhysicalSort) is PhysicalSort)
        {
            return new Diagnosis(Cause.WaitsForEnd, job, "ORDER BY gives its rows when the input has ended")
            {
                Details = [$"{operation.Name} holds {Moments.Count(operation.StateEntries)} rows", .. Quietness(operation)],
                Fix = "leave ORDER BY out to see rows as they come",
                Holder = operation.Name,
            };
        }

        if (filters && operation.StateEntries == 0)
        {
            string[] filtering = [.. operation.Nodes.Select((node, index) => (node, index))
                .Where(entry => entry.node is PhysicalCalc { Filter: not null })
                .Select(entry => operation.NodeNames[entry.index])];
            return new Diagnosis(Cause.AllFiltered, job, $"none of {rows} rows has passed the condition")
            {
                Details = [.. operation.Nodes.Where(node => node is PhysicalCalc { Filter: not null })
                    .Select((node, index) => $"{filtering[index]} lets none through: {ConditionText.Of((PhysicalCalc)node)}")],
                Fix = "look at the condition of WHERE, ON or HAVING beside some rows: SELECT ... LIMIT 10 without it",
                Holder = filtering[0],
            };
        }

        return new Diagnosis(Cause.RowsKept, job, $"{operation.Name} has taken {rows} rows and given none yet")
        {
            Details = [$"it holds {Moments.Count(operation.StateEntries)} rows or groups", .. Quietness(operation)],
            Holder = operation.Name,
        };
    }

    private Diagnosis OfSource(OperatorView source)
    {
        bool ended = source.Subtasks.All(metrics => metrics.SentWatermark == long.MaxValue);
        if (source.RowsOut == 0)
        {
            string bad = source.BadRecords == 0 ? "" : $"; {Moments.Count(source.BadRecords)} bad records were skipped";
            return new Diagnosis(
                Cause.NoRowsRead,
                job,
                ended ? $"{source.Name} has no rows{bad}" : $"no rows have been read from {source.Name} yet{bad}")
            {
                Details = ended ? [] : [$"the job has run for {Moments.Ago(view.Now - view.Started)}"],
                Fix = ended ? null : $"see whether anything is written to it, and its options: SHOW CREATE TABLE {source.Name}",
                Holder = source.Name,
            };
        }

        if (Slow(source.Vertex) is { } slow)
        {
            return slow;
        }

        if (!ended && view.Now - source.LastRowAt < Moment)
        {
            return new Diagnosis(Cause.Flowing, job, $"rows are coming: {Moments.Count(source.RowsOut)} so far from {source.Name}");
        }

        return new Diagnosis(
            Cause.SourceQuiet,
            job,
            ended ? $"{source.Name} has been read to its end"
                : $"{source.Name} has given no new rows for {Moments.Ago(view.Now - source.LastRowAt)}")
        {
            Details = [$"it has given {Moments.Count(source.RowsOut)} rows"],
            Holder = source.Name,
        };
    }

    /// <summary>What takes the rows of a blocked task slower than they come; null when nothing is blocked.</summary>
    public Diagnosis? Slow(int vertex)
    {
        if (!view.Tasks.Any(task => task.Vertex == vertex && task.OutputsFull))
        {
            return null;
        }

        int slow = vertex;
        while (view.Receivers(slow).Where(next => view.Tasks.Any(task => task.Vertex == next && task.OutputsFull))
            .Cast<int?>().FirstOrDefault() is int next)
        {
            slow = next;
        }

        OperatorView[] behind = [.. view.Receivers(slow).Select(next => view.Operator(next, 0))];
        string name = behind.Length == 0 ? "its consumer" : string.Join(" or ", behind.Select(entry => entry.Name));
        return new Diagnosis(Cause.Backpressure, job, $"{name} takes rows slower than they come, so the sources wait for it")
        {
            Details = [.. behind.Select(entry => $"{entry.Name} has taken {Moments.Count(entry.RowsIn)} rows so far")],
            Fix = "SET 'parallelism.default' to more, or write to a faster sink; nothing is lost meanwhile",
            Holder = name,
        };
    }

    private IEnumerable<string> Quietness(OperatorView operation) =>
        view.SourcesOf(operation).Where(source => source.LastRowAt != long.MinValue).Select(source =>
            $"{source.Name} gave its last rows {Moments.Ago(view.Now - source.LastRowAt)} ago");

    private TaskSnapshot? PausedTask(OperatorView sink) =>
        view.Tasks.FirstOrDefault(task => task.Vertex == sink.Vertex && task.Paused);

    // Of several branches the one that holds something says more than the one that merely flows.
    private static Diagnosis First(IEnumerable<Diagnosis> branches) => branches.MinBy(branch => branch.Cause)!;
}
