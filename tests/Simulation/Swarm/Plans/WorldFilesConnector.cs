using FlinkSql.Connectors;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>The connector of files, on the disk of whatever world is under way.</summary>
internal sealed class WorldFilesConnector : IConnector
{
    private readonly IConnector _inner = new ConnectorRegistry(new ConnectorEnvironment { Files = new WorldFiles() }).Get("filesystem");

    public IReadOnlyList<ConnectorOption> Options => _inner.Options;

    public TableCapabilities Describe(ConnectorTable table) => _inner.Describe(table);

    public ISink CreateSink(ConnectorTable table) => new Sink(() => _inner.CreateSink(table));

    /// <summary>A plan serves many runs, a sink only one.</summary>
    private sealed class Sink(Func<ISink> create) : ISink
    {
        private ISink Now => World.Current.Sink ??= create();

        public ISinkWriter Open(SinkContext context) => Now.Open(context);

        public void Recover(SinkRun run, SinkState restored)
        {
            World.Current.Dice.At("recover the sink", 5);
            Now.Recover(run, restored);
        }

        public void Commit(SinkCommit commit) => World.Current.Commit(() => Now.Commit(commit));

        public void Abort(SinkRun run, SinkState retained) => Now.Abort(run, retained);
    }
}
