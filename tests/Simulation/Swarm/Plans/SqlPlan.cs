using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>A plan made from SQL by the whole engine, once for each parallelism.</summary>
internal abstract class SqlPlan(string name, string sql) : SimulationPlan(name)
{
    protected override CompiledJob MakeJob(int parallelism)
    {
        // The job is taken from an engine whose runtime never runs.
        using var runtime = new SimulatedRuntime(1);
        var connectors = new ConnectorRegistry();
        connectors.Add("world", new WorldConnector());
        AddConnectors(connectors);
        using var engine = new FlinkSqlEngine(new EngineOptions
        {
            Runtime = runtime,
            Connectors = connectors,
            CodeCache = Path.Combine(Architecture.RepositoryRoot.Path, "artifacts", "test-code"),
        });
        Session session = engine.OpenSession();
        session.Settings.Set("parallelism.default", $"{parallelism}");
        session.Settings.Set("execution.checkpointing.interval", "1 s");
        session.Settings.Set("execution.checkpointing.unaligned.enabled", "true");
        CompiledJob? job = null;
        foreach (StatementSyntax statement in Session.Parse(sql))
        {
            if (session.Execute(statement, sql) is InsertOutcome insert)
            {
                job = insert.Job.Compiled;
            }
        }

        return job!;
    }

    protected virtual void AddConnectors(ConnectorRegistry connectors)
    {
    }
}
