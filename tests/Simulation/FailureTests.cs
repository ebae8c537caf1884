using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class FailureTests
{
    private static readonly Action Throw = () => throw new InvalidOperationException("on purpose");

    public static TheoryData<string> Places =>
    [
        "create", "open", "process", "watermark", "status", "timer", "barrier", "end", "close",
        "sink open", "sink write", "sink flush", "sink finish", "sink commit",
        "source splits", "source open", "source read", "source dispose",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_failure_in_any_callback_fails_the_job_by_name(string place)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            using var runtime = new SimulatedRuntime(seed);
            var sink = new FaultySink(place);
            var source = new FaultySource(place);
            var job = new JobBuilder();
            int from = job.Vertex("source", 2, () => new SourceOperator(source));
            int to = job.Vertex("faulty", 2, () => Faulty(place), () => new PassOperator());
            int last = job.Vertex("sink", 1, () => new SinkOperator(sink));
            job.Edge(from, to, Partitioning.Hash, [0]).Edge(to, last, Partitioning.Global);
            var slots = new SlotPool(new TaskManager("tm", 2));
            JobMaster master = new JobManager(runtime, slots).Submit(job.Build(new JobSettings
            {
                BatchSize = 3,
                IdleTimeout = TimeSpan.FromMilliseconds(50),
            }));
            runtime.RunFor(TimeSpan.FromMilliseconds(400));
            master.TakeCheckpoint();
            runtime.Run();
            Assert.True(master.State == JobState.Failed, $"{place}, seed {seed}: {master.State}");
            var failure = Assert.IsType<JobFailedException>(master.Completion.Exception!.InnerException);
            string by = place.StartsWith("sink") ? "sink" : place.StartsWith("source") ? "source" : "faulty[0]";
            Assert.Equal(by, failure.OperatorName);
            Assert.Equal("on purpose", failure.InnerException!.Message);
            Assert.Contains(by, failure.Message);
            Assert.Equal(0, sink.Commits);
            Assert.Equal(sink.Opened, sink.Disposed);
            Assert.Equal(2, slots.Free);
        }
    }

    [Fact]
    public void The_first_failure_is_the_cause()
    {
        using var runtime = new SimulatedRuntime(3);
        var job = new JobBuilder();
        job.Vertex(
            "a", 1,
            () => new SourceOperator(Sim.Count(5)),
            () => new PassOperator { BeforeBatch = (_, _) => Throw(), Closing = () => throw new IOException("later") });
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal("on purpose", master.Completion.Exception!.InnerException!.InnerException!.Message);
    }

    private static PassOperator Faulty(string place)
    {
        if (place == "create")
        {
            Throw();
        }

        return new PassOperator
        {
            BeforeOpen = context =>
            {
                context.SetTimer(context.Now + 20);
                If("open");
            },
            BeforeBatch = (_, _) => If("process"),
            Watermark = () => If("watermark"),
            Status = () => If("status"),
            Timer = (_, _) => If("timer"),
            Barrier = () => If("barrier"),
            End = () => If("end"),
            Closing = () => If("close"),
        };

        void If(string here)
        {
            if (place == here)
            {
                Throw();
            }
        }
    }

    private sealed class FaultySink(string place) : ISink
    {
        public int Commits { get; private set; }

        public int Opened { get; private set; }

        public int Disposed { get; private set; }

        public ISinkWriter Open(SinkContext context)
        {
            If("sink open");
            Opened++;
            return new Writer(this);
        }

        public void Commit(SinkCommit commit)
        {
            If("sink commit");
            Commits++;
        }

        private void If(string here)
        {
            if (place == here)
            {
                Throw();
            }
        }

        private sealed class Writer(FaultySink sink) : ISinkWriter
        {
            public void Write(RecordBatch batch) => sink.If("sink write");

            public void Flush() => sink.If("sink flush");

            public void Finish() => sink.If("sink finish");

            public void Dispose() => sink.Disposed++;
        }
    }

    /// <summary>Some rows, half a second of nothing, some rows.</summary>
    private sealed class FaultySource(string place) : ISource
    {
        private readonly ScriptedSource _inner = new(
            Sim.Numbers,
            [new object?[] { 1L }, new object?[] { 2L }, 5L, TimeSpan.FromMilliseconds(500), new object?[] { 3L }, 9L],
            [new object?[] { 4L }, 5L, TimeSpan.FromMilliseconds(500), new object?[] { 5L }, new object?[] { 6L }, 9L]);

        public Schema Schema => Sim.Numbers;

        public IReadOnlyList<ISplit> Splits()
        {
            If("source splits");
            return _inner.Splits();
        }

        public ISplitReader Open(ISplit split, SourceContext context)
        {
            If("source open");
            return new Reader(this, _inner.Open(split, context));
        }

        private void If(string here)
        {
            if (place == here)
            {
                Throw();
            }
        }

        private sealed class Reader(FaultySource source, ISplitReader inner) : ISplitReader
        {
            public byte[]? Position => inner.Position;

            public ReadResult Read(BatchBuilder rows, int maxRows)
            {
                source.If("source read");
                return inner.Read(rows, maxRows);
            }

            public void Dispose()
            {
                inner.Dispose();
                source.If("source dispose");
            }
        }
    }
}
