using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>Splits that wait for the others of their alignment group.</summary>
public sealed class AlignmentTests
{
    private const long Step = 100;
    private const long MaxDrift = 1000;

    [Fact]
    public void Drift_between_sources_stays_bounded()
    {
        using var run = new AlignedRun(idleSeconds: 0, [[Steps(200)]], [[Steps(200, everySeconds: 1)]]);
        run.ToEnd();
        Assert.InRange(run.GreatestDrift, 1, MaxDrift + Step);
        Assert.Equal(400, run.Seen.Rows.Count);
    }

    [Fact]
    public void Without_a_group_the_fast_one_runs_away()
    {
        using var run = new AlignedRun(idleSeconds: 0, [[Steps(200)]], [[Steps(200, everySeconds: 1)]], aligned: false);
        run.ToEnd();
        Assert.True(run.GreatestDrift > 10 * MaxDrift);
    }

    [Fact]
    public void Drift_between_splits_of_one_subtask_and_between_subtasks_stays_bounded()
    {
        using var run = new AlignedRun(idleSeconds: 0, [[Steps(100), Steps(100, everySeconds: 1)], [Steps(100)]]);
        run.ToEnd();
        Assert.InRange(run.GreatestDrift, 1, MaxDrift + Step);
        Assert.Equal(300, run.Seen.Rows.Count);
    }

    [Fact]
    public void An_idle_member_holds_nobody_back()
    {
        using var run = new AlignedRun(idleSeconds: 5, [[Steps(200)]], [[[Row(100), TimeSpan.FromHours(10), Row(200)]]]);
        run.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(201, run.Seen.Rows.Count);
        run.ToEnd();
        Assert.Equal(202, run.Seen.Rows.Count);
    }

    [Fact]
    public void A_silent_member_that_is_not_idle_holds_the_others_back_until_it_goes_on()
    {
        using var run = new AlignedRun(idleSeconds: 0, [[Steps(200)]], [[[Row(100), TimeSpan.FromHours(10), Row(200)]]]);
        run.RunFor(TimeSpan.FromMinutes(1));
        Assert.InRange(run.Seen.Rows.Count, 11, 14);
        Assert.True(run.Splits[0].Paused);
        run.ToEnd();
        Assert.Equal(202, run.Seen.Rows.Count);
    }

    [Fact]
    public void A_paused_split_is_not_idle()
    {
        using var run = new AlignedRun(idleSeconds: 5, [[Steps(200)]], [[Steps(200, everySeconds: 4)]]);
        run.RunFor(TimeSpan.FromMinutes(2));
        Assert.All(run.Splits, split => Assert.False(split.Idle));
        run.ToEnd();
        Assert.DoesNotContain("idle", run.Seen.All);
    }

    [Fact]
    public void A_finished_member_and_one_without_splits_hold_nobody_back()
    {
        using var run = new AlignedRun(idleSeconds: 0, [[Steps(200)], []], [[Steps(1)]], [[]]);
        run.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(JobState.Finished, run.Job.State);
        Assert.Equal(201, run.Seen.Rows.Count);
    }

    [Fact]
    public void A_job_with_paused_sources_can_be_cancelled()
    {
        using var run = new AlignedRun(idleSeconds: 0, [[Steps(200)]], [[[Row(100), TimeSpan.FromHours(10), Row(200)]]]);
        run.RunFor(TimeSpan.FromMinutes(1));
        run.Job.Cancel();
        run.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(JobState.Cancelled, run.Job.State);
    }

    [Fact]
    public void Rows_are_conserved_and_every_job_ends()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new SeededRandom(seed, "alignment");
            var sources = new IReadOnlyList<object>[random.Next(1, 4)][][];
            int rows = 0;
            for (int source = 0; source < sources.Length; source++)
            {
                sources[source] = new IReadOnlyList<object>[random.Next(1, 3)][];
                for (int subtask = 0; subtask < sources[source].Length; subtask++)
                {
                    sources[source][subtask] = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Script(random))];
                    rows += sources[source][subtask].Sum(split => split.Count(step => step is object?[]));
                }
            }

            using var run = new AlignedRun(random.OneIn(2) ? 0 : random.Next(1, 10), seed, sources);
            run.ToEnd();
            Assert.True(run.Job.State == JobState.Finished, $"seed {seed}: {run.Job.State}");
            Assert.True(rows == run.Seen.Rows.Count, $"seed {seed}");
        }
    }

    private static List<object> Script(SeededRandom random)
    {
        var steps = new List<object>();
        long time = random.Next(3000);
        for (int row = random.Next(40); row > 0; row--)
        {
            if (random.OneIn(8))
            {
                steps.Add(TimeSpan.FromMilliseconds(random.Next(1, 8000)));
            }

            steps.Add(Row(time += random.Next(400)));
        }

        return steps;
    }

    private static object?[] Row(long time) => [time];

    private static List<object> Steps(int count, int everySeconds = 0)
    {
        var steps = new List<object>();
        for (int row = 1; row <= count; row++)
        {
            steps.Add(Row(row * Step));
            if (everySeconds != 0)
            {
                steps.Add(TimeSpan.FromSeconds(everySeconds));
            }
        }

        return steps;
    }

    /// <summary>A job of sources, each with subtasks that have splits; what they give comes together in one task.</summary>
    private sealed class AlignedRun : IDisposable
    {
        private readonly SimulatedRuntime _runtime;

        public AlignedRun(int idleSeconds, params IReadOnlyList<object>[][][] sources)
            : this(idleSeconds, 1, sources)
        {
        }

        public AlignedRun(
            int idleSeconds, IReadOnlyList<object>[][] first, IReadOnlyList<object>[][] second, bool aligned)
            : this(idleSeconds, 1, [first, second], aligned)
        {
        }

        public AlignedRun(int idleSeconds, long seed, IReadOnlyList<object>[][][] sources, bool aligned = true)
        {
            _runtime = new SimulatedRuntime(seed);
            var options = new SourceOptions
            {
                OwnWatermarks = false,
                Alignment = aligned
                    ? new SourceAlignment("g", TimeSpan.FromMilliseconds(MaxDrift), TimeSpan.FromSeconds(1))
                    : null,
            };
            var job = new JobBuilder();
            int[] vertices = [.. sources.Select(splits => job.Vertex(
                "source", splits.Length, Source(splits, options), () => new ColumnWatermark(0, 0), Watch()))];
            int last = job.Vertex("last", 1, Seen.Operator());
            foreach (int vertex in vertices)
            {
                job.Edge(vertex, last, Partitioning.Global);
            }

            Job = Sim.Submit(_runtime, job.Build(new JobSettings
            {
                BatchSize = 1,
                BufferTimeout = TimeSpan.Zero,
                IdleTimeout = TimeSpan.FromSeconds(idleSeconds),
            }));
        }

        public JobMaster Job { get; }

        public Probe Seen { get; } = new();

        public long GreatestDrift { get; private set; }

        public IReadOnlyList<SplitSnapshot> Splits => [.. Job.Metrics().SelectMany(each => each.Splits)];

        public void ToEnd()
        {
            _runtime.Run();
            Assert.Equal(JobState.Finished, Job.State);
        }

        public void RunFor(TimeSpan time) => _runtime.RunFor(time);

        public void Dispose() => _runtime.Dispose();

        // Split n goes to subtask n modulo the parallelism; what is missing is an empty split.
        private static Func<Operator> Source(IReadOnlyList<object>[][] subtasks, SourceOptions options)
        {
            int most = subtasks.Max(splits => splits.Length);
            IReadOnlyList<object>[] all = [.. Enumerable.Range(0, most * subtasks.Length)
                .Select(split => (Splits: subtasks[split % subtasks.Length], Place: split / subtasks.Length))
                .Select(each => each.Place < each.Splits.Length ? each.Splits[each.Place] : [])];
            return () => new SourceOperator(new ScriptedSource(Sim.Numbers, all) { ReadsInTurn = true }, options);
        }

        private Func<Operator> Watch() => () => new PassOperator
        {
            BeforeBatch = (_, _) =>
            {
                long[] open = [.. Splits.Where(split => !split.Finished && !split.Idle).Select(split => split.Watermark)];
                if (open.Length > 1 && open.Min() != WatermarkElement.Min)
                {
                    GreatestDrift = Math.Max(GreatestDrift, open.Max() - open.Min());
                }
            },
        };
    }
}
