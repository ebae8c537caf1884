using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Writes rows to the broker of the world, in a transaction per writer and checkpoint.</summary>
internal sealed class WorldSink : ISink
{
    public ISinkWriter Open(SinkContext context)
    {
        World.Current.StartedAt = context.Clock.GetUtcNow();
        return new Writer(World.Current, context);
    }

    public void Recover(SinkRun run, SinkState restored)
    {
        World world = World.Current;
        world.Broker.Fence(run);
        Commit(world, restored.Committables);
        if (world.Bugs.Contains(WorldBug.LeftoversStay))
        {
            return;
        }

        foreach (string name in world.Broker.Pending.Where(name => IsBefore(name, run)).ToArray())
        {
            world.Coverage.Hit("leftover removed");
            world.Broker.Abort(name);
        }
    }

    public void Commit(SinkCommit commit)
    {
        World world = World.Current;
        world.Coverage.HitIf(commit.IsLast, "last commit");
        Commit(world, commit.Committables);
    }

    public void Abort(SinkRun run, SinkState retained) => World.Current.Coverage.Hit("sink aborted");

    private static void Commit(World world, IReadOnlyList<byte[]> committables)
    {
        foreach (byte[] name in committables)
        {
            world.Dice.At("commit", 5);
            world.Broker.Commit(Encoding.UTF8.GetString(name));
            world.Dice.At("reply to a commit", 5);
        }
    }

    private static bool IsBefore(string transaction, SinkRun run)
    {
        string[] parts = transaction.Split(' ')[0].Split('-', '.');
        return parts[0] == run.Job && run.IsAfter(long.Parse(parts[1]), int.Parse(parts[2]));
    }

    private sealed class Writer(World world, SinkContext context) : ISinkWriter
    {
        private string? _open;
        private int _count;

        public void Write(RecordBatch batch)
        {
            world.Dice.At("write");
            using RecordBatch rows = batch.Retain().WithMarks([]);
            if (_open is null)
            {
                string name = $"{context.Run} {context.Subtask} {_count++}";
                world.Broker.Begin(name, context.Run);
                _open = name;
            }

            foreach (string line in BatchText.Print(rows).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                world.Plan.OnWrite(world, line, context.Clock.GetUtcNow());
                world.Broker.Write(_open, line);
            }
        }

        public SinkState Prepare(long checkpointId)
        {
            world.Dice.At("prepare", 5);
            if (_open is not { } name)
            {
                return SinkState.Empty;
            }

            _open = null;
            world.Broker.Prepare(name);
            if (world.Bugs.Contains(WorldBug.VisibleAtPrepare))
            {
                world.Broker.Commit(name);
            }

            return new SinkState([Encoding.UTF8.GetBytes(name)], []);
        }

        public SinkState PrepareLast() => Prepare(long.MaxValue);

        public void Dispose() => world.Dice.At("close the sink", 5);
    }
}
