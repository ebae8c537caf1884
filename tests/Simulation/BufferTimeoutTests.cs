using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class BufferTimeoutTests
{
    private static readonly Schema Keyed = new([new Field("n", DataTypes.BigInt), new Field("key", DataTypes.BigInt)]);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Zero_sends_at_once() =>
        Assert.Equal(["0 W 5", "0 +I 1", "1000 +I 2", "1000 +I 3"], Arrivals(0, 5L, Row(1), Second, Row(2), Row(3), Second));

    [Fact]
    public void A_timeout_sends_when_it_is_over() =>
        Assert.Equal(
            ["300 W 5", "300 +I 1", "1300 +I 2", "1300 +I 3"],
            Arrivals(300, 5L, Row(1), Second, Row(2), Row(3), Second));

    [Fact]
    public void A_full_batch_does_not_wait() =>
        Assert.Equal(
            ["0 +I 1", "0 +I 2", "0 +I 3", "0 +I 4", "300 +I 5"],
            Arrivals(300, Row(1), Row(2), Row(3), Row(4), Row(5), Second));

    [Fact]
    public void Without_a_timeout_rows_wait_for_a_full_batch() =>
        Assert.Equal(
            ["1000 +I 1", "1000 +I 2", "1000 +I 3", "1000 +I 4", "2000 +I 5"],
            Arrivals(-1, Row(1), Row(2), Second, Row(3), Row(4), Row(5), Second));

    [Fact]
    public void Without_a_timeout_a_watermark_waits_only_while_there_is_work() =>
        Assert.Equal(["0 +I 1", "0 W 5", "1000 W 7"], Arrivals(-1, Row(1), 5L, Second, 7L, Second));

    [Fact]
    public void A_watermark_alone_waits_no_longer_than_the_timeout() =>
        Assert.Equal(["300 W 5", "1300 W 7"], Arrivals(300, 5L, Second, 7L, Second));

    private static object?[] Row(long number) => [number, 0L];

    /// <summary>
    /// What a subtask of two saw and after how many ms, of a source whose rows all have one key. The key is not shown.
    /// </summary>
    private static IReadOnlyList<string> Arrivals(int timeout, params object[] script)
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(new ScriptedSource(Keyed, script)));
        int to = job.Vertex("check", 2, seen.Operator(keepTimes: true));
        job.Edge(from, to, Partitioning.Hash, [1]);
        Sim.Submit(runtime, job.Build(new JobSettings
        {
            BatchSize = 4,
            BufferTimeout = TimeSpan.FromMilliseconds(timeout),
        }));
        runtime.Run();
        int subtask = seen.Of(1).Any(line => line.Contains('+')) ? 1 : 0;
        return [.. seen.Of(subtask).Select(line => line.Contains('+') ? line[..^2] : line).TakeWhile(line => !line.EndsWith("max", StringComparison.Ordinal))];
    }
}
