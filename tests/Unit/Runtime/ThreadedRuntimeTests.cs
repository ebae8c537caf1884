using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

public sealed class ThreadedRuntimeTests
{
    [Fact]
    public async Task An_actor_runs_once_at_a_time_and_keeps_the_order_of_each_sender()
    {
        using var runtime = new ThreadedRuntime(4);
        const int Senders = 8;
        const int Each = 2_000;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = new int[Senders];
        int inside = 0;
        int received = 0;
        string? wrong = null;
        Mailbox target = runtime.Spawn("target", new Recorder(text =>
        {
            wrong ??= Interlocked.Increment(ref inside) != 1 ? "two at a time" : null;
            string[] parts = text.Split(' ');
            int sender = int.Parse(parts[0]);
            int number = int.Parse(parts[1]);
            wrong ??= number != last[sender] + 1 ? $"{number} after {last[sender]}" : null;
            last[sender] = number;
            Interlocked.Decrement(ref inside);
            if (++received == Senders * Each)
            {
                done.SetResult();
            }
        }));
        for (int sender = 0; sender < Senders; sender++)
        {
            int self = sender;
            int sent = 0;
            Mailbox mailbox = null!;
            mailbox = runtime.Spawn($"sender {sender}", new Recorder(_ =>
            {
                runtime.Post(target, new Text($"{self} {++sent}"));
                if (sent < Each)
                {
                    runtime.Post(mailbox, new Text("go"));
                }
            }));
            runtime.Post(mailbox, new Text("go"));
        }

        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Null(wrong);
    }

    [Fact]
    public async Task Timers_come_in_order_and_a_failure_reaches_its_actor()
    {
        using var runtime = new ThreadedRuntime(2);
        var failure = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var order = new List<string>();
        Mailbox mailbox = runtime.Spawn("a", new Recorder(
            text =>
            {
                order.Add(text);
                if (text == "third")
                {
                    throw new InvalidOperationException("on purpose");
                }
            },
            thrown => failure.SetResult(thrown.Message)));
        runtime.After(TimeSpan.FromMilliseconds(30), mailbox, new Text("third"));
        runtime.After(TimeSpan.FromMilliseconds(10), mailbox, new Text("second"));
        runtime.After(TimeSpan.FromMilliseconds(15), mailbox, new Text("never")).Dispose();
        runtime.Post(mailbox, new Text("first"));
        Assert.Equal("on purpose", await failure.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["first", "second", "third"], order);
    }

    [Fact]
    public void A_closed_mailbox_discards_what_comes()
    {
        using var runtime = new ThreadedRuntime(1);
        Mailbox mailbox = runtime.Spawn("a", new Recorder(_ => { }));
        mailbox.Close();
        int discarded = 0;
        runtime.Post(mailbox, new Held(() => discarded++));
        Assert.Equal(1, discarded);
    }

    private sealed record Held(Action OnDiscard) : Message
    {
        public override void Discard() => OnDiscard();
    }
}
