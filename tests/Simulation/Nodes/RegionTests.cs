using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Unaligned;
using Xunit;

namespace FlinkSql.Tests.Simulation.Nodes;

/// <summary>A job of two pipelines, one of which fails: it alone is started again from the newest checkpoint.</summary>
public sealed class RegionTests
{
    private const int Rows = 200;
    private const int Keys = 7;

    [Fact]
    public void A_region_that_fails_restarts_alone_and_gives_what_it_would_have_given()
    {
        int restarts = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            using var run = new Run(seed, regionFailover: true, attempts: 10);
            run.ToEnd();
            Assert.True(run.Master.State == JobState.Finished, $"seed {seed}: {run.Master.State} {run.Master.Completion.Exception}");
            Assert.True(Expected().SequenceEqual(run.Right.Order()), $"seed {seed}: right {string.Join(' ', run.Right.Order())}");
            Assert.True(Expected().SequenceEqual(run.Left.TakeLast(Keys).Order()), $"seed {seed}: left {string.Join(' ', run.Left)}");
            Assert.True(run.RightOpened == 2, $"seed {seed}: the region that did not fail was opened {run.RightOpened} times");
            Assert.True(run.LeftOpened == 2 * (1 + run.Master.Restarts), $"seed {seed}: {run.LeftOpened} of {run.Master.Restarts} restarts");
            restarts += run.Master.Restarts;
        }

        Assert.True(restarts > 200, $"only {restarts} restarts");
    }

    [Fact]
    public void All_of_a_job_restarts_where_that_is_asked_for()
    {
        using var run = new Run(seed: 3, regionFailover: false, attempts: 10);
        run.ToEnd();
        Assert.Equal(JobState.Finished, run.Master.State);
        Assert.True(run.Master.Restarts > 0);
        Assert.Equal(2 * (1 + run.Master.Restarts), run.RightOpened);
    }

    [Fact]
    public void The_job_fails_when_its_strategy_allows_no_more_restarts()
    {
        using var run = new Run(seed: 3, regionFailover: true, attempts: 0);
        run.ToEnd();
        Assert.Equal(JobState.Failed, run.Master.State);
        Assert.Contains("killed", run.Master.Completion.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Vertices_that_edges_connect_are_one_region()
    {
        var job = new JobBuilder();
        int[] vertices = [.. Enumerable.Range(0, 6).Select(number => job.Vertex($"{number}", 2, () => new PassOperator()))];
        job.Edge(vertices[0], vertices[4]).Edge(vertices[1], vertices[3]).Edge(vertices[3], vertices[4], Partitioning.Hash, [0]);
        var regions = new Regions(job.Build());
        Assert.Equal([0, 2, 5], regions.All);
        Assert.Equal([0, 0, 2, 0, 0, 5], vertices.Select(regions.Of));
    }

    private static IEnumerable<(long, long)> Expected() => Enumerable.Range(0, Rows)
        .GroupBy(n => (long)(n % Keys)).Select(group => (group.Key, group.Sum(n => (long)n))).Order();

    private sealed class Run : IDisposable
    {
        private readonly SimulatedRuntime _runtime;
        private int _kills = 4;

        public Run(int seed, bool regionFailover, int attempts)
        {
            _runtime = new SimulatedRuntime(seed);
            var random = new SeededRandom(seed, "regions");
            var kill = new SeededRandom(seed, "kills");
            void Kill()
            {
                if (_kills > 0 && kill.Next(20) == 0)
                {
                    _kills--;
                    throw new InvalidOperationException("killed");
                }
            }

            var job = new JobBuilder();
            Pipeline(job, Left, Kill, () => LeftOpened++);
            Pipeline(job, Right, () => { }, () => RightOpened++);
            Master = Sim.Submit(_runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 10),
                ChannelCredits = random.Next(1, 4),
                BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 2)),
                RegionFailover = regionFailover,
                Checkpoints = new CheckpointSettings
                {
                    Interval = TimeSpan.FromMicroseconds(random.Next(20, 300)),
                    Unaligned = random.OneIn(2),
                },
                Restart = new FixedDelayRestart(attempts, TimeSpan.FromMicroseconds(random.Next(1000))),
            }));
        }

        public JobMaster Master { get; }

        public List<(long Key, long Total)> Left { get; } = [];

        public List<(long Key, long Total)> Right { get; } = [];

        public int LeftOpened { get; private set; }

        public int RightOpened { get; private set; }

        public void ToEnd() => _runtime.Run(() => Master.Completion.IsCompleted);

        public void Dispose() => _runtime.Dispose();

        private static void Pipeline(JobBuilder job, List<(long Key, long Total)> totals, Action kill, Action opened)
        {
            var rows = new ValuesSource(
                TotalOperator.Rows,
                [[.. Enumerable.Range(0, Rows).Select(n => new object?[] { (long)(n % Keys), (long)n })]]);
            int source = job.Vertex("source", 1, () => new SourceOperator(rows), () => new PassOperator { BeforeBatch = (_, _) => kill() });
            int sum = job.Vertex(
                "sum", 2, () => new TotalOperator(totals, perKey: true), () => new PassOperator { BeforeOpen = _ => opened(), Barrier = kill });
            job.Edge(source, sum, Partitioning.Hash, [0]);
        }
    }
}
