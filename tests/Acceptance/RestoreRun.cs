using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Acceptance;

/// <summary>
/// Runs a case in two halves: the rows of <c>before</c>, a savepoint at which the job stops, and another session that
/// continues from it with the rows of <c>after</c>.
/// </summary>
internal sealed class RestoreRun(AcceptanceCase test, string folder)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string Input => Path.Combine(folder, "in");

    private string Output => Path.Combine(folder, "out");

    private string Savepoint => Path.Combine(folder, "savepoint");

    /// <summary>What is wrong with the result; null where nothing is.</summary>
    public string? Problem()
    {
        Directory.CreateDirectory(Input);
        Directory.CreateDirectory(Output);
        test.WriteInputs(Input, "before");
        Half(holds: true, session => { }, (runtime, job) =>
        {
            runtime.RunFor(Quiet);
            Task<string> saved = job.StopWithSavepointAsync(Savepoint);
            runtime.Run(() => saved.IsCompleted);
            if (!saved.Wait(Patience))
            {
                throw new InvalidOperationException("the job did not stop");
            }
        });
        test.WriteInputs(Input, "before", "after");
        Half(holds: false, session => session.ContinueFrom(Savepoint), (runtime, job) =>
        {
            Task<bool> completion = job.Completion();
            runtime.Run(() => completion.IsCompleted);
            if (!completion.Wait(Patience))
            {
                throw new InvalidOperationException("the job did not end");
            }
        });
        return AcceptanceComparison.Difference(test, Output);
    }

    private void Half(bool holds, Action<Session> prepare, Action<SimulatedRuntime, RunningJob> run)
    {
        using var runtime = new SimulatedRuntime(seed: 1);
        var connectors = new ConnectorRegistry();
        connectors.Add("filesystem", new HoldingConnector(connectors.Get("filesystem")) { Holds = holds });
        using var engine = new FlinkSqlEngine(new EngineOptions { Runtime = runtime, Connectors = connectors });
        Session session = engine.OpenSession();
        session.Settings.Set("execution.checkpointing.dir", Path.Combine(folder, "checkpoints"));
        prepare(session);
        string script = test.Script(Input, Output);
        foreach (StatementSyntax statement in Session.Parse(script))
        {
            if (session.Execute(statement, script) is InsertOutcome insert)
            {
                run(runtime, insert.Job);
            }
        }
    }
}
