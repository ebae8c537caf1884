using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Connectors;

/// <summary>What a job's master does to a sink, for tests without a job.</summary>
internal static class SinkSteps
{
    public static readonly SinkRun Run = new("job", 0, 1);

    /// <summary>The end of a job that takes no checkpoints.</summary>
    public static void CommitLast(this ISink sink, params SinkState[] prepared) =>
        sink.Commit(new SinkCommit(Run, 0, [.. prepared.SelectMany(state => state.Committables)], IsLast: true));

    public static void Abort(this ISink sink) => sink.Abort(Run, SinkState.Empty);
}
