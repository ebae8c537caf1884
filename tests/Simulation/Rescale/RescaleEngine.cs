using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>Makes the jobs of all runs, so that each query is compiled once.</summary>
public sealed class RescaleEngine : IDisposable
{
    // Jobs are taken from an engine whose runtime never runs.
    private readonly SimulatedRuntime _idle = new(1);
    private readonly FlinkSqlEngine _engine;
    private RescaleWorld? _world;
    private IFileSystem? _files;

    public RescaleEngine()
    {
        var connectors = new ConnectorRegistry();
        connectors.Add("rescale", new Connector(() => new RescaleConnector(_world!)));
        connectors.Add(
            "files", new Connector(() => new ConnectorRegistry(new ConnectorEnvironment { Files = _files! }).Get("filesystem")));
        _engine = new FlinkSqlEngine(new EngineOptions
        {
            Runtime = _idle,
            Connectors = connectors,
            CodeCache = Path.Combine(Architecture.RepositoryRoot.Path, "artifacts", "test-code"),
        });
    }

    public void Dispose()
    {
        _engine.Dispose();
        _idle.Dispose();
    }

    /// <summary>The job of a script that ends with an INSERT, over the tables and files of a run.</summary>
    internal CompiledJob Compile(string script, int parallelism, RescaleWorld world, IFileSystem files)
    {
        (_world, _files) = (world, files);
        Session session = _engine.OpenSession();
        session.Settings.Set("parallelism.default", $"{parallelism}");
        session.Settings.Set("taskmanager.numberOfTaskSlots", $"{2 * parallelism}");
        CompiledJob? job = null;
        foreach (StatementSyntax statement in Session.Parse(script))
        {
            job = session.Execute(statement, script) is InsertOutcome insert ? insert.Job.Compiled : job;
        }

        return job!;
    }

    private sealed class Connector(Func<IConnector> now) : IConnector
    {
        public IReadOnlyList<ConnectorOption> Options => now().Options;

        public TableCapabilities Describe(ConnectorTable table) => now().Describe(table);

        public ISource CreateSource(ConnectorTable table, int[] columns) => now().CreateSource(table, columns);

        public ISink CreateSink(ConnectorTable table) => now().CreateSink(table);
    }
}
