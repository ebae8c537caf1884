using FlinkSql.Cli;
using FlinkSql.Cli.Output;
using FlinkSql.Engine.Why;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Unit.Engine.Why;
using Xunit;

namespace FlinkSql.Tests.Unit.Cli;

/// <summary>A silence is explained unasked, once for each cause, and only at a terminal.</summary>
public class SilenceTests
{
    private readonly VirtualTimeProvider _clock = new();
    private long _rows;
    private Diagnosis _cause = new(Cause.SilentInput, "job-1", "b is silent") { Holder = "b" };

    [Fact]
    public void It_is_told_after_ten_seconds_and_once_for_each_cause()
    {
        SilenceWatch watch = Watch();
        Assert.Null(After(watch, 9.9));
        Assert.Equal("no rows for 10.00 s. job-1: b is silent", After(watch, 0.1));
        Assert.Null(After(watch, 60));
        _cause = _cause with { Reason = "b is silent for longer" };
        Assert.Null(After(watch, 60));
        _cause = new Diagnosis(Cause.AllIdle, "job-1", "all are idle");
        Assert.Equal("no rows for 2:20 min. job-1: all are idle", After(watch, 10));
    }

    [Fact]
    public void Rows_end_a_silence()
    {
        SilenceWatch watch = Watch();
        Assert.Null(After(watch, 9));
        _rows = 5;
        Assert.Null(After(watch, 9));
        Assert.Null(After(watch, 9));
        Assert.NotNull(After(watch, 1));
    }

    [Fact]
    public void Rows_that_are_on_their_way_are_no_cause()
    {
        _cause = new Diagnosis(Cause.Flowing, "job-1", "rows are coming");
        Assert.Null(After(Watch(), 30));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task The_line_of_progress_tells_it_at_a_terminal_alone(bool interactive, int times)
    {
        // Virtual time moves on this thread, and with it what waits for it.
        SynchronizationContext.SetSynchronizationContext(null);
        using var run = new WhyRun([[ScriptConnector.Row("x", 1)]]);
        var query = run.Start(WhyRun.ByMinute, 0);
        using var output = new StringWriter();
        using var messages = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextReader.Null, output, messages, interactive) { Clock = run.Runtime.Time };
        await using (new ProgressLine(terminal, query.Job))
        {
            run.Runtime.RunFor(TimeSpan.FromSeconds(25));
        }

        Assert.Equal("", output.ToString());
        Assert.Equal(times, messages.ToString().Split("no rows for 10.").Length - 1);
        Assert.Equal(times, messages.ToString().Split("the watermark must reach 09:00:59.999; it is at 08:59:56.000").Length - 1);
    }

    private SilenceWatch Watch()
    {
        var watch = new SilenceWatch(_clock, () => _rows, () => _cause);
        Assert.Null(watch.Check());
        return watch;
    }

    private string? After(SilenceWatch watch, double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return watch.Check();
    }
}
