using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// What readers in this process see of a job while it runs: its tasks and their counters, live, and its late rows. The
/// TaskManagers put the tasks here; nothing that decides anything looks at it.
/// </summary>
internal sealed class JobReadings(CompiledJob job)
{
    private readonly Lock _gate = new();
    private readonly int _tasks = job.Vertices.Sum(vertex => vertex.Parallelism);
    private Attempt[] _attempts = [];
    private StreamTask?[] _making = [];
    private StreamTask[] _shown = [];

    public JobLateRows LateRows { get; } = new(job);

    /// <summary>How the tasks stand, in the order of vertices and subtasks; none before all are made.</summary>
    public IReadOnlyList<TaskSnapshot> Tasks() => [.. Volatile.Read(ref _shown).Select(task => task.Snapshot())];

    public IReadOnlyList<OperatorSnapshot> Metrics(bool bySubtask) => OperatorSnapshot.Of(
        job, [.. Volatile.Read(ref _shown).Select(task => task.Hosts.Select(host => host.Metrics).ToArray())], bySubtask);

    /// <summary>A task is made. Those of a run are shown once all are there, in place of the former run.</summary>
    public void Show(Attempt attempt, StreamTask task)
    {
        lock (_gate)
        {
            if (_making.Length == 0)
            {
                _attempts = new Attempt[_tasks];
                _making = new StreamTask?[_tasks];
            }

            if (_making[task.Number] is not null && !attempt.Replaces(_attempts[task.Number]))
            {
                return;
            }

            _attempts[task.Number] = attempt;
            _making[task.Number] = task;
            if (Array.TrueForAll(_making, made => made is not null) && !_attempts.Any(other => attempt.Replaces(other)))
            {
                Volatile.Write(ref _shown, [.. _making.Select(made => made!)]);
            }
        }
    }
}
