using FlinkSql.Codegen;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine;

/// <summary>Compiles plans, starts them on slots, and remembers what was started.</summary>
public sealed class SessionJobs
{
    private readonly FlinkSqlEngine _engine;
    private readonly SessionSettings _settings;
    private readonly List<RunningJob> _jobs = [];
    private JobManager? _manager;
    private (int Slots, string Memory) _offered;

    internal SessionJobs(FlinkSqlEngine engine, SessionSettings settings)
    {
        _engine = engine;
        _settings = settings;
    }

    /// <summary>All jobs in the order in which they were started.</summary>
    public IReadOnlyList<RunningJob> All
    {
        get
        {
            lock (_jobs)
            {
                return [.. _jobs];
            }
        }
    }

    /// <summary>Starts a job whose sinks are tables.</summary>
    internal RunningJob Start(PlanResult plan, string sql, SourceSpan span) => Start(plan, null, sql, span);

    /// <summary>Starts a query and hands its rows out.</summary>
    internal RunningQuery StartQuery(PlanResult plan, string sql, SourceSpan span)
    {
        var rows = new CollectSink(_engine.ResultCapacity);
        RunningJob job = Start(plan, rows, sql, span);
        Planner.Physical.PhysicalNode root = plan.Physical[0];
        return new RunningQuery(job, rows, root.Schema.ToSchema(), root.Inputs[0].Traits.Mode);
    }

    /// <summary>Compiles without starting, for EXPLAIN CODE.</summary>
    internal CompilationResult Compile(PlanResult plan, CollectSink? rows, string sql) =>
        _engine.Compiler.Compile(plan.JobGraph!, new CompileContext
        {
            Sql = sql,
            Settings = _settings.ToJobSettings(),
            DebugCode = _settings.Flag("table.debug-code"),
            Query = new QueryContext(_settings.Zone, _engine.Runtime.Clock),
            CreateSource = source => _engine.Connectors.CreateSource(source.Table, source.Columns),
            CreateSink = sink => _engine.Connectors.CreateSink(sink.Table!, sink.Overwrite),
            Collect = rows,
        });

    /// <summary>The generated C# of a plan, with the SQL it comes from.</summary>
    internal string Code(PlanResult plan, string sql) => Compile(plan, new CollectSink(), sql).ToString()!;

    private RunningJob Start(PlanResult plan, CollectSink? rows, string sql, SourceSpan span)
    {
        CompiledJob compiled = Compile(plan, rows, sql).Job;
        JobMaster master;
        try
        {
            master = Manager().Submit(compiled);
        }
        catch (SlotException failure)
        {
            throw new EngineException([EngineErrors.JobFailed("FLS4201", failure.Message, null, span)], sql, failure);
        }

        var job = new RunningJob(master, compiled, plan, sql, span, _engine.Runtime.Clock);
        lock (_jobs)
        {
            _jobs.Add(job);
        }

        return job;
    }

    // A change of the slot settings gives later jobs other slots; running ones keep theirs.
    private JobManager Manager()
    {
        (int Slots, string Memory) wanted =
            (_settings.Number("taskmanager.numberOfTaskSlots"), _settings.Get("taskmanager.memory.managed.size")!);
        if (_manager is null || _offered != wanted)
        {
            SettingValues.TryMemory(wanted.Memory, out long memory);
            _offered = wanted;
            _manager = new JobManager(_engine.Runtime, new SlotPool([new TaskManager("local", wanted.Slots, memory)]));
        }

        return _manager;
    }
}
