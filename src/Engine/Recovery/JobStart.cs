using FlinkSql.Parser.Diagnostics;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Engine.Recovery;

/// <summary>How a job begins: where its checkpoints go, and the one it continues from.</summary>
/// <param name="Name">The name under which its checkpoints are kept.</param>
/// <param name="Storage">Where they go.</param>
internal sealed record JobStart(string Name, ICheckpointStorage Storage)
{
    /// <summary>The state it continues with; null where it begins anew.</summary>
    public JobSnapshot? Restored { get; init; }

    /// <summary>
    /// Whether it continues from the newest checkpoint there is once it has taken the job over: a process that ran the job
    /// may complete another one until then, and show what that holds.
    /// </summary>
    public bool FromNewest { get; init; }

    /// <summary>Its checkpoints on disk; null where they are kept in memory.</summary>
    public JobCheckpoints? Checkpoints { get; init; }

    /// <summary>Where savepoints go that are asked for without a path; null for nowhere.</summary>
    public string? SavepointFolder { get; init; }

    /// <summary>What the user should know of it.</summary>
    public IReadOnlyList<Diagnostic> Notes { get; init; } = [];
}
