using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Connectors;

/// <summary>What a job's master does to a sink, for tests without a job.</summary>
internal static class SinkSteps
{
    public static readonly SinkRun Run = new("job", 0, 1);

    /// <summary>The end of a job that takes no checkpoints.</summary>
    public static void Commit(this ISink sink, params byte[][] committables) =>
        sink.Commit(new SinkCommit(Run, 0, committables, IsLast: true));

    public static void Abort(this ISink sink) => sink.Abort(Run, SinkState.Empty);
}
