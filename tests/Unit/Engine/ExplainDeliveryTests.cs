using FlinkSql.Engine;
using FlinkSql.Tests.Connectors;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine;

/// <summary>EXPLAIN DELIVERY: what a whole job promises, and why.</summary>
public sealed class ExplainDeliveryTests
{
    private const string OutOf = "verdict: ";

    [Theory]
    [InlineData("", "5 s", "exactly-once: every source can be read again, and every sink commits with the checkpoints")]
    [InlineData("at-least-once", "5 s", "at-least-once: t shows rows before the checkpoint that holds them is stored")]
    [InlineData("none", "5 s", "none: t may lose rows and show them twice")]
    [InlineData("", "", "exactly-once for a job that finishes: nothing is seen before, and of a job that fails nothing at all")]
    [InlineData("at-least-once", "", "none: without checkpoints a failed job leaves in t what it had written, and another run writes it again")]
    public void The_verdict_follows_from_source_sink_and_checkpoints(string guarantee, string interval, string verdict)
    {
        using var folder = new TempFolder();
        string option = guarantee.Length == 0 ? "" : $", 'sink.delivery-guarantee' = '{guarantee}'";
        string text = Explain(
            interval,
            $"CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '{folder["out"]}', 'format' = 'csv'{option})",
            "EXPLAIN DELIVERY INSERT INTO t SELECT a FROM numbers");
        Assert.Contains("numbers: is read again from where a checkpoint was", text);
        Assert.EndsWith(OutOf + verdict, text.TrimEnd());
    }

    private static string Explain(string interval, string table, string explain)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        if (interval.Length != 0)
        {
            session.Execute($"SET 'execution.checkpointing.interval' = '{interval}'");
        }

        session.Execute("CREATE TABLE numbers (a INT) WITH ('connector' = 'datagen', 'number-of-rows' = '5')");
        session.Execute(table);
        return ((TextOutcome)session.Execute(explain)).Text;
    }
}
