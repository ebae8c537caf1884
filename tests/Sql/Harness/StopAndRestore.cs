using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>
/// Runs each job of a session up to a step that the seed picks, takes a checkpoint, kills the job some steps later, and lets
/// another one go on from the checkpoint, maybe at another parallelism. Rows count that were written before the checkpoint.
/// </summary>
internal sealed class StopAndRestore
{
    // Rows that are read from memory once: jobs that read them run without a stop.
    private const string Unreplayable = "late_rows";

    private readonly SimulatedRuntime _runtime;
    private readonly Session _session;
    private readonly TestConnector _tables;
    private readonly SeededRandom _random;
    private readonly Queue<long> _steps;
    private readonly int _after;
    private MemoryCheckpointStorage _storage = new();
    private JobSnapshot? _from;
    private List<RecordBatch> _rows = [];

    /// <param name="runtime">What runs the jobs.</param>
    /// <param name="session">The session, whose jobs are started here from now on.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="steps">How many steps each of the jobs takes without a stop.</param>
    /// <param name="parallelism">The parallelism after the restore.</param>
    /// <param name="seed">Where jobs are stopped.</param>
    public StopAndRestore(
        SimulatedRuntime runtime, Session session, TestConnector tables, IEnumerable<long> steps, int parallelism, long seed)
    {
        _runtime = runtime;
        _session = session;
        _tables = tables;
        _steps = new Queue<long>(steps);
        _after = parallelism;
        _random = new SeededRandom(seed, "stop and restore");
        session.Jobs.Submit = Submit;
    }

    /// <summary>The rows of the query that ran last.</summary>
    public IReadOnlyList<RecordBatch> Rows => _rows;

    /// <summary>How many jobs went on from a checkpoint.</summary>
    public int Restores { get; private set; }

    /// <summary>Runs a job up to its end, or up to where another one has to go on; that one is the result.</summary>
    public RunningJob Run(Func<RunningJob> start)
    {
        _rows = [];
        string before = _session.Settings.Get("parallelism.default")!;
        RunningJob job = start();
        if (!TryStop(job))
        {
            return job;
        }

        _tables.KeepsOutputs = _from is not null;
        Restores += _from is null ? 0 : 1;
        _session.Settings.Set("parallelism.default", _from is null ? before : $"{_after}");
        try
        {
            return start();
        }
        finally
        {
            _from = null;
            _tables.KeepsOutputs = false;
            _session.Settings.Set("parallelism.default", before);
        }
    }

    private bool TryStop(RunningJob job)
    {
        long until = _runtime.Steps + 1 + _random.Next((int)Math.Max(1, _steps.TryDequeue(out long steps) ? steps : 1));
        _runtime.Run(() => job.HasEnded || _runtime.Steps >= until);
        Task<long> asked = job.Master.TakeCheckpoint();
        _runtime.Run(() => job.HasEnded || asked.IsCompletedSuccessfully);
        if (IsUnreplayable(job))
        {
            _rows = [];
            return true;
        }

        if (job.HasEnded)
        {
            return false;
        }

        _from = _storage.Newest();
        // What follows the checkpoint is done again: that must not take time where rows depend on the clock.
        until = _runtime.Steps + (_tables.UsesClock ? 0 : _random.Next(50));
        _runtime.Run(() => job.HasEnded || _runtime.Steps >= until);
        job.Master.Cancel();
        _runtime.Run(() => job.HasEnded);
        if (job.State == JobState.Cancelled)
        {
            _tables.Kill();
            return true;
        }

        // All its rows were written before it could be killed.
        _from = null;
        return false;
    }

    private static bool IsUnreplayable(RunningJob job) => job.Master.Completion is
    {
        IsFaulted: true,
        Exception.InnerException: JobFailedException { OperatorName: { } name },
    } && name.Contains(Unreplayable, StringComparison.Ordinal);

    // Each job has a storage of its own, as one that another run has begun to use is closed to those before.
    private JobMaster Submit(JobManager manager, CompiledJob job)
    {
        _storage = new MemoryCheckpointStorage();
        return manager.Submit(job with { Vertices = [.. job.Vertices.Select(WithSinks)] }, _storage, _from);
    }

    // The rows of queries go to a sink, whose writers know of checkpoints.
    private CompiledVertex WithSinks(CompiledVertex vertex) => vertex with
    {
        Operators =
        [
            .. vertex.Operators.Select(each => each.Create() is CollectOperator collect
                ? each with { Create = () => new SinkOperator(_tables.SinkTo(_rows, new Schema([])), null, collect.Snapshots) }
                : each),
        ],
    };
}
