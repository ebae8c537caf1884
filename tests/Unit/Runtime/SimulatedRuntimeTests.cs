using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

public sealed class SimulatedRuntimeTests
{
    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Assert.Equal(PingPong(seed), PingPong(seed));
        }
    }

    [Fact]
    public void Different_seeds_explore() =>
        Assert.Equal(30, Enumerable.Range(0, 30).Select(PingPong).Distinct().Count());

    [Fact]
    public void Time_jumps_to_the_next_timer()
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var log = new List<string>();
        Mailbox mailbox = runtime.Spawn("a", new Recorder(text => log.Add($"{runtime.Time.Elapsed.TotalSeconds}:{text}")));
        runtime.After(TimeSpan.FromSeconds(5), mailbox, new Text("late"));
        runtime.After(TimeSpan.FromSeconds(1), mailbox, new Text("early"));
        runtime.After(TimeSpan.FromSeconds(2), mailbox, new Text("never")).Dispose();
        Assert.True(runtime.Run());
        Assert.Equal(["1:early", "5:late"], log);
    }

    [Fact]
    public void Runs_for_a_time_and_until_a_condition()
    {
        using var runtime = new SimulatedRuntime(1);
        int ticks = 0;
        Mailbox mailbox = null!;
        mailbox = runtime.Spawn("a", new Recorder(_ =>
        {
            ticks++;
            runtime.After(TimeSpan.FromSeconds(1), mailbox, new Text("tick"));
        }));
        runtime.Post(mailbox, new Text("tick"));
        runtime.RunFor(TimeSpan.FromSeconds(9.5));
        Assert.Equal(10, ticks);
        Assert.Equal(TimeSpan.FromSeconds(9.5), runtime.Time.Elapsed);
        Assert.True(runtime.Run(() => ticks == 12));
    }

    [Fact]
    public void A_run_without_end_fails_with_its_seed()
    {
        using var runtime = new SimulatedRuntime(77) { MaxSteps = 100 };
        Mailbox mailbox = null!;
        mailbox = runtime.Spawn("a", new Recorder(text => runtime.Post(mailbox, new Text(text))));
        runtime.Post(mailbox, new Text("again"));
        Assert.Contains("seed 77", Assert.Throws<InvalidOperationException>(() => runtime.Run()).Message);
    }

    [Fact]
    public void Timers_of_the_time_provider_follow_virtual_time()
    {
        var time = new VirtualTimeProvider();
        var fired = new List<double>();
        using ITimer timer = time.CreateTimer(
            _ => fired.Add(time.Elapsed.TotalSeconds), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(6));
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([1, 3, 5, 16], fired);
        Assert.Equal(VirtualTimeProvider.DefaultStart.AddSeconds(36), time.GetUtcNow());
    }

    private static string PingPong(int seed)
    {
        using var runtime = new SimulatedRuntime(seed, keepTrace: true);
        var mailboxes = new Mailbox[4];
        for (int actor = 0; actor < mailboxes.Length; actor++)
        {
            int self = actor;
            mailboxes[actor] = runtime.Spawn($"actor {actor}", new Recorder(text =>
            {
                if (text.Length < 8)
                {
                    runtime.Post(mailboxes[(self + 1) % 4], new Text(text + self));
                    runtime.After(TimeSpan.FromMilliseconds(1), mailboxes[(self + 2) % 4], new Text(text + self + "t"));
                }
            }));
        }

        runtime.Post(mailboxes[0], new Text("."));
        runtime.Run();
        return runtime.Trace;
    }
}
