using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
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

    public required int TaskFailures { get; init; }

    /// <summary>A task fails at one in so many places it passes.</summary>
    public required int TaskFailureOneIn { get; init; }

    /// <summary>How often a source has no row for a moment: one in so many reads.</summary>
    public required int PauseOneIn { get; init; }

    public required DiskOptions Disk { get; init; }

    public static SwarmOptions Of(long seed)
    {
        var random = new SeededRandom(seed, "swarm");
        TimeSpan interval = Pick(
            random,
            TimeSpan.FromTicks(10),
            TimeSpan.FromMicroseconds(30),
            TimeSpan.FromMicroseconds(100),
            TimeSpan.FromMicroseconds(300),
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromDays(1));
        return new SwarmOptions
        {
            DataSet = random.Next(DataSets),
            Parallelism = random.Next(1, MostParallel + 1),
            Rescales = random.OneIn(3),
            Retained = random.Next(1, 4),
            Kills = random.Next(5, 10),
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
                    Timeout = Pick(random, TimeSpan.FromMicroseconds(200), TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(10)),
                    TolerableFailures = Pick(random, 0, 3, int.MaxValue),
                },
                Restart = new FixedDelayRestart(int.MaxValue, TimeSpan.FromMicroseconds(Pick(random, 0, 50, 2000))),
            },
        };
    }

    /// <summary>The settings of the part in which nothing fails any more.</summary>
    public JobSettings Calm => Job with
    {
        Checkpoints = Job.Checkpoints with { Timeout = TimeSpan.FromSeconds(10) },
    };

    /// <summary>What differs from seed to seed, in a few lines.</summary>
    public string Text => $"""
        data {DataSet}, parallelism {(Rescales ? "any" : Parallelism)}, kills {Kills}, failures {TaskFailures} at 1 in {TaskFailureOneIn}, retained {Retained}, pause 1 in {PauseOneIn}
        batch {Job.BatchSize}, credits {Job.ChannelCredits}, buffer timeout {Job.BufferTimeout}, watermarks {Job.WatermarkInterval}, {Job.MaxParallelism} key groups
        {Job.Checkpoints}, {Job.Restart}
        {Disk}
        """;

    private static T Pick<T>(SeededRandom random, params T[] choices) => choices[random.Next(choices.Length)];
}
