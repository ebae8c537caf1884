using System.Globalization;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Job;

/// <summary>What tells a job from all others for as long as it lives, over restarts and processes.</summary>
/// <param name="Identity">Where its checkpoints are kept, or when it was begun.</param>
/// <param name="Token">Grows with every process, and every leader, that takes the job over.</param>
internal sealed record JobScope(string Identity, long Token)
{
    public static string IdentityOf(ICheckpointStorage storage, JobId id, TimeProvider clock) =>
        storage.Identity
            ?? string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeMilliseconds()} {id}");

    /// <summary>A run of one of its sinks.</summary>
    public SinkRun Run(string uid, int attempt) => SinkRun.Of(Identity, uid, Token, attempt);
}
