using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Connectors;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>Files turn up in a folder while a job that is killed now and then reads it: each is read once.</summary>
public sealed class MonitoredFolderTests
{
    private static readonly DateTime OneTime = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(40)]
    public void Every_file_is_read_once(int seeds)
    {
        int restarts = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            using var folder = new TempFolder();
            using var runtime = new SimulatedRuntime(seed);
            var random = new SeededRandom(seed, "folder");
            var files = new Files(folder, random, count: 30);
            files.AddSome();
            var kill = new SeededRandom(seed, "kills");
            int kills = 3;
            void Kill()
            {
                files.AddSome();
                if (kills > 0 && kill.Next(15) == 0)
                {
                    kills--;
                    throw new InvalidOperationException("killed");
                }
            }

            ISource source = Source(folder);
            Keeper? newest = null;
            var job = new JobBuilder();
            int from = job.Vertex(
                "source", random.Next(1, 5), () => new SourceOperator(source), () => new PassOperator { BeforeBatch = (_, _) => Kill() });
            int to = job.Vertex("keep", 1, () => newest = new Keeper(), () => new PassOperator { Barrier = Kill });
            job.Edge(from, to, Partitioning.Global);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 4),
                Checkpoints = new CheckpointSettings { Interval = TimeSpan.FromMilliseconds(random.Next(1, 20)) },
                Restart = new FixedDelayRestart(10, TimeSpan.FromMilliseconds(1)),
            }));
            runtime.RunFor(TimeSpan.FromSeconds(2));
            files.AddAll();
            runtime.RunFor(TimeSpan.FromSeconds(2));
            Assert.Equal(JobState.Running, master.State);
            Assert.True(files.Expected.SequenceEqual(newest!.Numbers.Order()), $"seed {seed}: {string.Join(' ', newest.Numbers.Order())}");
            Assert.Equal(30, master.Metrics()[0].Splits.Count);
            restarts += master.Restarts;
            master.Cancel();
            runtime.Run(() => master.Completion.IsCompleted);
        }

        Assert.True(restarts > seeds, $"{restarts} restarts");
    }

    [Fact]
    public void A_file_that_was_read_and_taken_away_is_not_new_when_it_comes_back()
    {
        using var folder = new TempFolder();
        using var runtime = new SimulatedRuntime(1);
        folder.Write("a.csv", "1\n2\n");
        folder.Write("b.csv", "3\n");
        ISource source = Source(folder);
        Keeper? keeper = null;
        bool failed = false;
        var job = new JobBuilder();
        int from = job.Vertex("source", 3, () => new SourceOperator(source));
        int to = job.Vertex("keep", 1, () => keeper = new Keeper(), () => new PassOperator
        {
            Barrier = () =>
            {
                if (!failed && keeper!.Numbers.Contains(4))
                {
                    failed = true;
                    throw new InvalidOperationException("killed");
                }
            },
        });
        job.Edge(from, to, Partitioning.Global);
        JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
        {
            Checkpoints = new CheckpointSettings { Interval = TimeSpan.FromSeconds(1) },
            Restart = new FixedDelayRestart(10, TimeSpan.FromMilliseconds(1)),
        }));
        runtime.RunFor(TimeSpan.FromSeconds(3));
        File.Delete(folder["a.csv"]);
        folder.Write("c.csv", "4\n");
        runtime.RunFor(TimeSpan.FromSeconds(3));
        folder.Write("a.csv", "1\n2\n");
        runtime.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal((1, JobState.Running), (master.Restarts, master.State));
        Assert.Equal([1, 2, 3, 4], keeper!.Numbers.Order());
        master.Cancel();
        runtime.Run(() => master.Completion.IsCompleted);
    }

    private static ISource Source(TempFolder folder)
    {
        var table = new ConnectorTable("t", TypeText.ParseSchema("n BIGINT"), [], [], new Dictionary<string, string>
        {
            ["path"] = folder.Path,
            ["format"] = "csv",
            ["source.monitor-interval"] = "50 ms",
        });
        IConnector connector = new ConnectorRegistry(new ConnectorEnvironment()).Get("filesystem");
        Assert.False(connector.Describe(table).Bounded);
        return connector.CreateSource(table, [0]);
    }

    /// <summary>Files of a few numbers each, in no order of names, that are all of one time.</summary>
    private sealed class Files(TempFolder folder, SeededRandom random, int count)
    {
        private readonly List<int> _left = [.. Enumerable.Range(0, count)];

        public IEnumerable<long> Expected => Enumerable.Range(0, count * 5).Select(n => (long)n);

        public void AddSome()
        {
            if (random.Next(3) == 0)
            {
                Add(random.Next(0, 3));
            }
        }

        public void AddAll() => Add(_left.Count);

        private void Add(int files)
        {
            for (; files > 0 && _left.Count != 0; files--)
            {
                int file = _left[random.Next(_left.Count)];
                _left.Remove(file);
                string hidden = folder.Write($".{file}", string.Concat(Enumerable.Range(file * 5, 5).Select(n => $"{n}\n")));
                File.SetLastWriteTimeUtc(hidden, OneTime);
                File.Move(hidden, folder[$"{file}.csv"]);
            }
        }
    }

    /// <summary>Keeps every number it is given.</summary>
    private sealed class Keeper : Operator
    {
        private static readonly StateTable Table = new("numbers", new Schema([new Field("n", DataTypes.BigInt.NotNull())]), []);

        public List<long> Numbers { get; } = [];

        public override bool SavesState => true;

        public override void Process(int input, RecordBatch batch)
        {
            Numbers.AddRange(batch.Values<long>(0));
            batch.Dispose();
        }

        public override void Snapshot(StateSnapshot snapshot)
        {
            var rows = new BatchBuilder(Table.Schema, snapshot.Memory);
            Numbers.ForEach(number => rows.AppendRow(RowKind.Insert, number));
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
                Numbers.AddRange(rows.Values<long>(0));
            }
        }
    }
}
