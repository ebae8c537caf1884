using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Cluster;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>What one seed makes of the settings of a job and of the faults it meets.</summary>
internal sealed record SwarmOptions
{
    public const int DataSets = 4;

    public const int MostParallel = 4;

    public required int DataSet { get; init; }

    public required int Parallelism { get; init; }

    /// <summary>Whether each process starts the job at a parallelism of its own.</summary>
    public required bool Rescales { get; init; }

    public required JobSettings Job { get; init; }

    /// <summary>Completed checkpoints that are kept.</summary>
    public required int Retained { get; init; }

    public required int Kills { get; init; }

    public required int TaskManagers { get; init; }

    /// <summary>Of each TaskManager. All together have enough for any job.</summary>
    public required int Slots { get; init; }

    /// <summary>Nodes that may lead.</summary>
    public required int Contenders { get; init; }

    /// <summary>The longest time from the death of a node to its next life.</summary>
    public required int RestartMicroseconds { get; init; }

    /// <summary>The longest time between two losses of sight; zero for none.</summary>
    public required TimeSpan ChaosEvery { get; init; }

    public required NetworkOptions Network { get; init; }

    public required MembershipOptions Membership { get; init; }

    public required int TaskFailures { get; init; }

    /// <summary>A task fails at one in so many places it passes.</summary>
    public required int TaskFailureOneIn { get; init; }

    /// <summary>How often a source has no row for a moment: one in so many reads.</summary>
    public required int PauseOneIn { get; init; }

    public required DiskOptions Disk { get; init; }

    public static SwarmOptions Of(long seed)
    {
        var random = new SeededRandom(seed, "swarm");
        var barriers = new SeededRandom(seed, "barriers");
        TimeSpan interval = Pick(
            random,
            TimeSpan.FromTicks(10),
            TimeSpan.FromMicroseconds(30),
            TimeSpan.FromMicroseconds(100),
            TimeSpan.FromMicroseconds(300),
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromSeconds(2));
        return new SwarmOptions
        {
            DataSet = random.Next(DataSets),
            Parallelism = random.Next(1, MostParallel + 1),
            Rescales = random.OneIn(3),
            Retained = random.Next(1, 4),
            Kills = random.Next(5, 10),
            TaskManagers = random.Next(2, 5),
            Slots = random.Next(2, 5),
            Contenders = random.Next(1, 4),
            RestartMicroseconds = Pick(random, 10, 1000, 10_000),
            ChaosEvery = TimeSpan.FromMicroseconds(Pick(random, 0, 0, 1000, 5000)),
            Network = new NetworkOptions
            {
                Delay = TimeSpan.FromMicroseconds(Pick(random, 0, 10, 100)),
                ClogOneIn = Pick(random, 0, 0, 200),
                ResetOneIn = Pick(random, 0, 0, 2000),
            },
            Membership = new MembershipOptions
            {
                Notice = TimeSpan.FromMicroseconds(Pick(random, 10, 1000)),
                Detection = TimeSpan.FromMicroseconds(Pick(random, 10, 2000, 20_000)),
            },
            TaskFailures = Pick(random, 0, 1, 4, 10),
            TaskFailureOneIn = Pick(random, 20, 100, 400),
            PauseOneIn = Pick(random, 2, 4, 16),
            Disk = random.Next(4) switch
            {
                0 => new DiskOptions { IoErrorOneIn = Pick(random, 50, 200, 1000) },
                1 => new DiskOptions { NoSpaceOneIn = Pick(random, 20, 100), DeleteErrorOneIn = 2 },
                _ => new DiskOptions(),
            },
            Job = new JobSettings
            {
                BatchSize = Pick(random, 1, 2, 7, 64),
                ChannelCredits = random.Next(1, 5),
                BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 3)),
                WatermarkInterval = TimeSpan.FromMilliseconds(Pick(random, 0, 1, 5)),
                MaxParallelism = Pick(random, 8, 128),
                Checkpoints = new CheckpointSettings
                {
                    Interval = interval,
                    MinPause = TimeSpan.FromMicroseconds(Pick(random, 0, 0, 300)),
                    Timeout = Pick(random, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(10)),
                    TolerableFailures = Pick(random, 0, 3, int.MaxValue),
                    Incremental = new SeededRandom(seed, "incremental").OneIn(2),
                    Unaligned = barriers.OneIn(2),
                    AlignedTimeout = TimeSpan.FromMilliseconds(Pick(barriers, 0, 0, 1, 3)),
                },
                Restart = new FixedDelayRestart(int.MaxValue, TimeSpan.FromMicroseconds(Pick(random, 0, 50, 2000))),
            },
        };
    }

    /// <summary>The same job where nothing goes wrong.</summary>
    public static SwarmOptions WithoutFaults(int dataSet) => Of(dataSet) with
    {
        DataSet = dataSet,
        Kills = 0,
        TaskFailures = 0,
        Disk = new DiskOptions(),
        Network = new NetworkOptions(),
        Membership = new MembershipOptions(),
        ChaosEvery = TimeSpan.Zero,
        Parallelism = 1,
        Rescales = false,
        Job = new JobSettings { BatchSize = 16, WatermarkInterval = TimeSpan.FromMilliseconds(1) },
    };

    /// <summary>What differs from seed to seed, in a few lines.</summary>
    public string Text => $"""
        data {DataSet}, parallelism {(Rescales ? "any" : Parallelism)}, kills {Kills}, failures {TaskFailures} at 1 in {TaskFailureOneIn}, retained {Retained}, pause 1 in {PauseOneIn}
        batch {Job.BatchSize}, credits {Job.ChannelCredits}, buffer timeout {Job.BufferTimeout}, watermarks {Job.WatermarkInterval}, {Job.MaxParallelism} key groups
        {Job.Checkpoints}, {Job.Restart}
        {TaskManagers} TaskManagers with {Slots} slots, {Contenders} contenders, back within {RestartMicroseconds} us, chaos {ChaosEvery}
        {Network}, {Membership}
        {Disk}
        """;

    private static T Pick<T>(SeededRandom random, params T[] choices) => choices[random.Next(choices.Length)];
}
