using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Faults;

namespace FlinkSql.Runtime.Job;

/// <summary>A checkpoint under way: what the tasks have handed in so far.</summary>
/// <param name="number">Which of the requests of the coordinator.</param>
/// <param name="startedAt">When it began, ms since 1970-01-01T00:00Z.</param>
/// <param name="tasks">How many tasks take part.</param>
/// <param name="asked">Who waits for it.</param>
internal sealed class PendingCheckpoint(long number, long startedAt, int tasks, IReadOnlyList<CheckpointRequest> asked)
{
    private readonly IReadOnlyList<StateSnapshot>?[] _states = new IReadOnlyList<StateSnapshot>?[tasks];
    private int _missing = tasks;

    public long Number => number;

    public long StartedAt => startedAt;

    public IReadOnlyList<CheckpointRequest> Asked => asked;

    /// <summary>Whether all tasks had come to their end before it.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the job stops at it.</summary>
    public bool Stops => asked.Any(request => request.Stops);

    /// <summary>Whether it is stored nowhere: what the tasks ended with is needed to commit it.</summary>
    public bool OnlyCollects { get; init; }

    /// <summary>Where it goes; null until that is known.</summary>
    public CheckpointLocation? Location { get; set; }

    /// <summary>After how long its barriers overtake rows; null for never.</summary>
    public TimeSpan? OvertakesAfter { get; init; }

    public BarrierElement Barrier => new(Location!.Id, startedAt)
    {
        Location = Location,
        Stops = Stops,
        OvertakesAfter = asked.Any(request => request.IsAligned) ? null : OvertakesAfter,
    };

    public bool IsComplete => _missing <= (Planted.Has(PlantedBug.MissingAcknowledgement) ? 1 : 0);

    public bool Has(int task) => _states[task] is not null;

    /// <summary>A task hands its state in; false when it has done so before.</summary>
    public bool Add(int task, IReadOnlyList<StateSnapshot> states)
    {
        if (_states[task] is not null)
        {
            return false;
        }

        _states[task] = states;
        _missing--;
        return true;
    }

    /// <summary>The state of the whole job.</summary>
    public JobSnapshot Snapshot(CompiledJob job)
    {
        var operators = new SortedDictionary<string, IReadOnlyList<StateSnapshot>>(StringComparer.Ordinal);
        int first = 0;
        foreach (CompiledVertex vertex in job.Vertices)
        {
            for (int index = 0; index < vertex.Operators.Count; index++)
            {
                int position = index;
                operators.Add(
                    vertex.Operators[index].Uid,
                    [.. _states.Skip(first).Take(vertex.Parallelism).Select(states => states?[position] ?? new StateSnapshot(BufferPool.Shared))]);
            }

            first += vertex.Parallelism;
        }

        return new JobSnapshot(Location!.Id, startedAt, job.Settings.MaxParallelism, operators)
        {
            Directory = Location.InMemory ? null : Location.Directory,
            Names = job.Vertices.SelectMany(vertex => vertex.Operators).ToDictionary(each => each.Uid, each => each.Name),
        };
    }

    /// <summary>It is given up: what was handed in is not needed.</summary>
    public void Drop()
    {
        foreach (StateSnapshot state in _states.SelectMany(states => states ?? []))
        {
            state.Dispose();
        }
    }
}
