using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Engine.Why;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine.Why;

/// <summary>Runs a query over scripted tables a and b in virtual time, and asks why there is no output.</summary>
internal sealed class WhyRun : IDisposable
{
    private readonly FlinkSqlEngine _engine;

    public WhyRun(object[][] a, object[][]? b = null, int capacity = int.MaxValue)
    {
        Runtime = new SimulatedRuntime(seed: 3) { StepTime = TimeSpan.Zero };
        var connectors = new ConnectorRegistry();
        connectors.Add("script", new ScriptConnector(new() { ["a"] = a, ["b"] = b ?? [], ["plain"] = a }));
        _engine = new FlinkSqlEngine(new EngineOptions
        {
            Runtime = Runtime,
            Connectors = connectors,
            CodeCache = Path.Combine(Architecture.RepositoryRoot.Path, "artifacts", "test-code"),
            ResultCapacity = capacity,
        });
        Session = _engine.OpenSession();
        foreach (string table in (string[])["a", "b"])
        {
            Session.Execute(
                $"CREATE TABLE {table} (k STRING, ts TIMESTAMP(3), n INT, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) "
                + "WITH ('connector' = 'script', 'scan.watermark.emit.strategy' = 'on-event')");
        }
    }

    public SimulatedRuntime Runtime { get; }

    public Session Session { get; }

    public const string ByMinute =
        "SELECT window_start, k, SUM(n) AS total FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE) "
        + "GROUP BY window_start, window_end, k";

    /// <summary>Starts a query and lets virtual time pass.</summary>
    public RunningQuery Start(string sql, double seconds)
    {
        RunningQuery query = Assert.IsType<QueryOutcome>(Session.Execute(sql)).Query;
        Runtime.RunFor(TimeSpan.FromSeconds(seconds));
        return query;
    }

    /// <summary>The diagnosis after that many seconds.</summary>
    public Diagnosis After(string sql, double seconds) => Start(sql, seconds).Job.WhyNoOutput();

    public void Set(string key, string value) => Session.Settings.Set(key, value);

    public void Dispose() => _engine.Dispose();
}
