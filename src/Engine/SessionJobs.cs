using FlinkSql.Codegen;
using FlinkSql.Engine.Recovery;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine;

/// <summary>Compiles plans, starts them on slots, and remembers what was started.</summary>
public sealed class SessionJobs
{
    private readonly FlinkSqlEngine _engine;
    private readonly SessionSettings _settings;
    private readonly List<RunningJob> _jobs = [];
    private readonly SystemTables _system;
    private JobManager? _manager;
    private (int Slots, string Memory) _offered;

    internal SessionJobs(FlinkSqlEngine engine, SessionSettings settings)
    {
        _engine = engine;
        _settings = settings;
        LateRows = new LateRowsFunction(this, settings);
        Recovery = new JobRecovery(settings, engine.Runtime.Clock);
        Savepoints = new SavepointFunctions(Recovery);
        _system = new SystemTables(this, engine.Runtime.Clock);
    }

    /// <summary>Starts jobs in another way; for tests that stop jobs and let others go on from there.</summary>
    internal Func<JobManager, CompiledJob, JobMaster>? Submit { get; set; }

    /// <summary><c>late_rows(..)</c> in FROM.</summary>
    internal LateRowsFunction LateRows { get; }

    /// <summary>Where jobs keep their checkpoints.</summary>
    internal JobRecovery Recovery { get; }

    /// <summary><c>savepoint_state(..)</c> and <c>savepoint_operators(..)</c> in FROM.</summary>
    internal SavepointFunctions Savepoints { get; }

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

    /// <summary>The job started last; null before the first.</summary>
    public RunningJob? Last => All is { Count: > 0 } all ? all[^1] : null;

    /// <summary>The job of an id, letters in any case, or the newest of a name; null when there is none.</summary>
    public RunningJob? Find(string idOrName)
    {
        IReadOnlyList<RunningJob> all = All;
        return all.LastOrDefault(job => string.Equals(job.Id.ToString(), idOrName, StringComparison.OrdinalIgnoreCase))
            ?? all.LastOrDefault(job => job.Name == idOrName);
    }

    /// <summary>Starts a job whose sinks are tables.</summary>
    internal RunningJob Start(PlanResult plan, string sql, SourceSpan span) => Start(plan, null, sql, span);

    /// <summary>Starts a query and hands its rows out.</summary>
    internal RunningQuery StartQuery(PlanResult plan, string sql, SourceSpan span)
    {
        var rows = new CollectSink(_engine.ResultCapacity);
        RunningJob job = Start(plan, rows, sql, span);
        PhysicalNode root = plan.Physical[0];
        return new RunningQuery(job, rows, root.Schema.ToSchema(), root.Inputs[0].Traits.Mode)
        {
            OutputMode = OutputOperators.ModeOf(root.Inputs[0]),
        };
    }

    /// <summary>The generated C# of a plan, without running it.</summary>
    internal string Code(PlanResult plan, string sql) =>
        string.Join('\n', JobCompiler.Generate(plan.JobGraph!, Context(null, sql)).Select(source => source.Text));

    private CompileContext Context(CollectSink? rows, string sql) => new()
    {
        Sql = sql,
        Settings = rows is null ? _settings.ToJobSettings() : _settings.ToJobSettings() with
        {
            // What a reader has taken cannot be taken back, so queries are neither saved nor started again.
            Checkpoints = new CheckpointSettings(),
            Restart = RestartStrategy.None,
        },
        Compiler = _settings.Flag("table.debug-code") ? _engine.DebugCompiler : _engine.Compiler,
        NullRowtime = Enum.Parse<NullRowtime>(_settings.Get(SettingCatalog.NullRowtime)!, ignoreCase: true),
        Source = node => OperatorOf(
            SourceOf(node), TableOptions.SourceOptions(node.Table)),
        Sink = node => SinkOf(node, rows),
        Library = node => node switch
        {
            PhysicalValues values => OperatorOf(ValuesSource.Of(
                values.Schema.ToSchema(), [.. values.Rows.Select(row => row.Select(cell => cell.Value).ToArray())])),
            PhysicalLimit limit => () => new LimitOperator(limit.Limit, limit.Offset),
            PhysicalChangelogNormalize normalize => () => new ChangelogNormalizeOperator(
                normalize.Schema.ToSchema(), normalize.Keys, _settings.ToJobSettings().StateTtl),
            PhysicalOutput output => OutputOperators.For(output),
            PhysicalSort sort => () => new SortOperator(
                sort.Schema.ToSchema(), RankOperators.Order(sort.Keys), sort.Offset, sort.Limit,
                sort.Input.Traits.Mode != ChangelogMode.InsertOnly),
            PhysicalTopN or PhysicalDeduplicate or PhysicalWindowRank => RankOperators.Of(node, _settings.ToJobSettings().StateTtl),
            _ => null,
        },
    };

    private ISource SourceOf(PhysicalSource node) =>
        LateRows.CreateSource(node.Table, node.Columns)
        ?? Savepoints.CreateSource(node.Table, node.Columns)
        ?? _system.CreateSource(node.Table, node.Columns)
        ?? _engine.Connectors.CreateSource(node.Table, node.Columns);

    private static Func<Operator> OperatorOf(ISource source, SourceOptions? options = null) =>
        () => new SourceOperator(source, options);

    private Func<Operator> SinkOf(PhysicalSink node, CollectSink? rows)
    {
        bool snapshots = node.Input is PhysicalOutput { Mode: OutputMode.Complete };
        if (node.Table is not { } table)
        {
            return () => new CollectOperator(rows!, snapshots);
        }

        ISink sink = _engine.Connectors.CreateSink(table, node.Overwrite);
        NotNullRule? notNull = NotNull(node, table);
        return () => new SinkOperator(sink, notNull, snapshots);
    }

    private NotNullRule? NotNull(PhysicalSink node, TableDescriptor table)
    {
        IReadOnlyList<ColumnDescriptor> columns = table.WritableColumns;
        int[] checkedColumns =
        [
            .. Enumerable.Range(0, columns.Count).Where(column =>
                !columns[column].Type.Nullable && node.Input.Schema[column].Type.Nullable),
        ];
        return checkedColumns.Length == 0 ? null : new NotNullRule(
            table.Path.Name,
            checkedColumns,
            string.Equals(_settings.Get("table.exec.sink.not-null-enforcer"), "DROP", StringComparison.OrdinalIgnoreCase),
            deletesByKey: !node.Input.Traits.Mode.HasFlag(ChangelogMode.UpdateBefore));
    }

    private RunningJob Start(PlanResult plan, CollectSink? rows, string sql, SourceSpan span)
    {
        CompiledJob compiled = JobCompiler.Compile(plan.JobGraph!, Context(rows, sql));
        JobStart? start = rows is null ? Recovery.Prepare(plan, sql, span) : null;
        JobMaster master;
        try
        {
            master = Submit?.Invoke(Manager(), compiled) ?? Manager().Submit(
                compiled, start?.Storage, start?.Restored, start?.FromNewest ?? false);
        }
        catch (SlotException failure)
        {
            throw new EngineException([EngineErrors.JobFailed("FLS4201", failure.Message, null, span)], sql, failure);
        }

        var job = new RunningJob(master, compiled, plan, sql, span, _engine.Runtime.Clock) { Recovery = start };
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
            _manager = new JobManager(
                _engine.Runtime, new SlotPool([new TaskManager("local", wanted.Slots, memory)]), All.Count);
        }

        return _manager;
    }
}
