using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// Jobs that fail and are started again from their newest checkpoint. An operator sums numbers per key and hands the
/// sums out at the end: what comes out must be what a run without failures gives.
/// </summary>
public sealed class RecoveryTests
{
    private const int Rows = 200;
    private const int Keys = 7;

    [Theory]
    [InlineData(300, false)]
    [InlineData(300, true)]
    public void A_job_that_is_killed_gives_what_it_would_have_given(int seeds, bool unaligned)
    {
        int restarts = 0;
        int fromCheckpoint = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new SeededRandom(seed, "recovery");
            using var runtime = new SimulatedRuntime(seed);
            var sums = new SortedDictionary<int, SortedDictionary<long, long>>();
            int kills = 3;
            var kill = new SeededRandom(seed, "kills");
            void Kill()
            {
                if (kills > 0 && kill.Next(40) == 0)
                {
                    kills--;
                    throw new InvalidOperationException("killed");
                }
            }

            int splits = random.Next(1, 4);
            var source = new ValuesSource(
                Sim.Numbers,
                [.. Enumerable.Range(0, splits).Select(split => (IReadOnlyList<object?[]>)
                    [.. Enumerable.Range(0, Rows).Where(n => n % splits == split).Select(n => new object?[] { (long)n })])]);
            var job = new JobBuilder();
            int from = job.Vertex("source", random.Next(1, 4), () => new SourceOperator(source), () => new PassOperator { BeforeBatch = (_, _) => Kill() });
            int to = job.Vertex("sum", random.Next(1, 4), () => new SumOperator(sums), () => new PassOperator { Barrier = Kill });
            job.Edge(from, to, Partitioning.Rebalance);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 10),
                ChannelCredits = random.Next(1, 4),
                BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 2)),
                Checkpoints = new CheckpointSettings { Interval = TimeSpan.FromMicroseconds(random.Next(20, 300)), Unaligned = unaligned },
                Restart = new FixedDelayRestart(10, TimeSpan.FromMilliseconds(1)),
            }));
            runtime.Run(() => master.Completion.IsCompleted);
            Assert.True(master.State == JobState.Finished, $"seed {seed}: {master.State} {master.Completion.Exception}");
            SortedDictionary<long, long> given = Merge(sums.Values);
            Assert.True(Expected().SequenceEqual(given), $"seed {seed}: {string.Join(' ', given)}");
            restarts += master.Restarts;
            fromCheckpoint += master.Restarts > 0 && master.Checkpoints > 0 ? 1 : 0;
        }

        Assert.True(restarts > seeds / 2 && fromCheckpoint > seeds / 10, $"{restarts} restarts, {fromCheckpoint} from a checkpoint");
    }

    [Fact]
    public void A_job_without_a_strategy_fails_at_once()
    {
        using var runtime = new SimulatedRuntime(1);
        var job = new JobBuilder();
        job.Vertex("chain", 1, () => new SourceOperator(Sim.Count(9)), () => new PassOperator
        {
            BeforeBatch = (_, _) => throw new InvalidOperationException("no"),
        });
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal((JobState.Failed, 0), (master.State, master.Restarts));
    }

    [Fact]
    public void Attempts_come_to_an_end_and_the_cause_is_kept()
    {
        using var runtime = new SimulatedRuntime(1);
        var job = new JobBuilder();
        job.Vertex("chain", 1, () => new SourceOperator(Sim.Count(9)), () => new PassOperator
        {
            BeforeBatch = (_, _) => throw new InvalidOperationException("always"),
        });
        JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
        {
            Restart = new FixedDelayRestart(3, TimeSpan.FromSeconds(1)),
        }));
        runtime.Run(() => master.Completion.IsCompleted);
        Assert.Equal((JobState.Failed, 3), (master.State, master.Restarts));
        Assert.Contains("always", master.Completion.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_grow_and_begin_anew()
    {
        var strategy = new ExponentialDelayRestart(
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 2, ResetAfter: TimeSpan.FromMinutes(1));
        DateTimeOffset[] failures = [.. new[] { 0, 2, 5, 10, 16, 100 }.Select(s => DateTimeOffset.UnixEpoch.AddSeconds(s))];
        Assert.Equal(
            [1, 2, 4, 5, 5, 1],
            Enumerable.Range(1, failures.Length).Select(n => strategy.Delay(failures[..n])!.Value.TotalSeconds));
    }

    private static SortedDictionary<long, long> Expected() => new(
        Enumerable.Range(0, Rows).GroupBy(n => (long)(n % Keys)).ToDictionary(group => group.Key, group => group.Sum(n => (long)n)));

    private static SortedDictionary<long, long> Merge(IEnumerable<SortedDictionary<long, long>> sums) => new(
        sums.SelectMany(each => each).GroupBy(each => each.Key).ToDictionary(group => group.Key, group => group.Sum(each => each.Value)));

    /// <summary>
    /// Keeps a sum per key, as unkeyed state of its subtask; writes the sums down at the end, in place of those it wrote in
    /// a run that failed after it had ended.
    /// </summary>
    private sealed class SumOperator(SortedDictionary<int, SortedDictionary<long, long>> sums) : Operator
    {
        private static readonly StateTable Table = new(
            "sums", new Schema([new Field("k", DataTypes.BigInt.NotNull()), new Field("total", DataTypes.BigInt.NotNull())]), []);

        private readonly SortedDictionary<long, long> _sums = [];

        public override bool SavesState => true;

        public override void Process(int input, RecordBatch batch)
        {
            foreach (long number in batch.Values<long>(0))
            {
                _sums[number % Keys] = _sums.GetValueOrDefault(number % Keys) + number;
            }

            batch.Dispose();
        }

        public override void Snapshot(StateSnapshot snapshot)
        {
            var rows = new BatchBuilder(Table.Schema, snapshot.Memory);
            foreach ((long key, long total) in _sums)
            {
                rows.AppendRow(RowKind.Insert, key, total);
            }

            if (!rows.IsEmpty)
            {
                snapshot.Add(Table, rows.Build());
            }
        }

        public override void Restore(RestoredState state)
        {
            foreach (RecordBatch rows in state.Rows(Table.Name))
            {
                using RecordBatch owned = rows;
                for (int row = 0; row < rows.RowCount && Context.Subtask == 0; row++)
                {
                    long key = rows.Values<long>(0)[row];
                    _sums[key] = _sums.GetValueOrDefault(key) + rows.Values<long>(1)[row];
                }
            }
        }

        public override void OnEnd() => sums[Context.Subtask] = _sums;
    }
}
