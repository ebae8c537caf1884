using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Connectors;

namespace FlinkSql.Tests.Unit.Engine.Recovery;

/// <summary>Sessions one after the other over one folder of checkpoints, in virtual time.</summary>
internal sealed class RecoveryRun : IDisposable
{
    public const string Sums = "INSERT INTO sums SELECT k, COUNT(*), SUM(id) FROM TUMBLE(TABLE numbers, DESCRIPTOR(ts), "
        + "INTERVAL '1' SECOND) GROUP BY window_start, window_end, k;";

    private readonly TempFolder _folder = new();
    private readonly SimulatedRuntime _runtime = new(seed: 1);
    private readonly FlinkSqlEngine _engine;

    public RecoveryRun()
    {
        _engine = new FlinkSqlEngine(new EngineOptions { Runtime = _runtime });
        Begin();
    }

    public Session Session { get; private set; } = null!;

    public string Folder => _folder.Path;

    public string Checkpoints => _folder["checkpoints"];

    /// <summary>The rows that the sink shows, in order.</summary>
    public string[] Rows => Directory.Exists(_folder["out"])
        ? [.. Directory.EnumerateFiles(_folder["out"], "part-*").SelectMany(File.ReadAllLines).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A new session, as if in a new process.</summary>
    public void Begin(int rows = 5000)
    {
        Session = _engine.OpenSession();
        Execute($"""
            SET 'execution.checkpointing.dir' = '{Checkpoints}';
            SET 'execution.checkpointing.interval' = '100 ms';
            CREATE TABLE numbers (id BIGINT, k AS MOD(id, 3), ts AS TO_TIMESTAMP_LTZ(id, 3), WATERMARK FOR ts AS ts - INTERVAL '0.001' SECOND)
            WITH ('connector' = 'datagen', 'rows-per-second' = '1000',
              'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '{rows - 1}');
            CREATE TABLE sums (k BIGINT, n BIGINT, s BIGINT)
            WITH ('connector' = 'filesystem', 'path' = '{_folder["out"]}', 'format' = 'json');
            """);
    }

    /// <summary>Runs statements; an INSERT is started.</summary>
    public StatementOutcome Execute(string sql)
    {
        StatementOutcome last = new DoneOutcome("");
        foreach (StatementSyntax statement in Session.Parse(sql))
        {
            last = Session.Execute(statement, sql);
        }

        return last;
    }

    public RunningJob Start(string sql) => ((InsertOutcome)Execute(sql)).Job;

    public void RunFor(TimeSpan time) => _runtime.RunFor(time);

    /// <summary>Runs until a task has ended.</summary>
    public T Until<T>(Task<T> task)
    {
        _runtime.Run(() => task.IsCompleted);
        return task.WaitAsync(TimeSpan.FromMinutes(1)).GetAwaiter().GetResult();
    }

    public string Text(string sql) => ((TextOutcome)Execute(sql)).Text;

    public void Dispose()
    {
        _engine.Dispose();
        _runtime.Dispose();
        _folder.Dispose();
    }
}
