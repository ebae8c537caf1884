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
    private Attempt _attempt;
    private StreamTask?[] _making = [];
    private int _made;
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
            if (_making.Length == 0 || attempt.Replaces(_attempt))
            {
                _attempt = attempt;
                _making = new StreamTask?[_tasks];
                _made = 0;
            }

            if (attempt == _attempt)
            {
                _made += _making[task.Number] is null ? 1 : 0;
                _making[task.Number] = task;
                if (_made == _tasks)
                {
                    Volatile.Write(ref _shown, [.. _making.Select(made => made!)]);
                }
            }
        }
    }
}
