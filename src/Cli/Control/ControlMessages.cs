namespace FlinkSql.Cli.Control;

/// <summary>What a command wants of a process that runs jobs.</summary>
/// <param name="Command"><c>jobs</c>, <c>savepoint</c> or <c>stop</c>.</param>
/// <param name="Job">The id or name of a job; null where there is one.</param>
/// <param name="Path">Where a savepoint goes; null for where the settings say.</param>
/// <param name="Savepoint">Whether to save before a stop.</param>
/// <param name="Drain">Whether to end the input before a stop.</param>
internal sealed record ControlRequest(
    string Command, string? Job = null, string? Path = null, bool Savepoint = false, bool Drain = false);

/// <summary>What came of it.</summary>
/// <param name="Error">Why not; null where it was done.</param>
/// <param name="Text">What to print.</param>
/// <param name="Jobs">The jobs, where they were asked for.</param>
internal sealed record ControlReply(string? Error, string? Text = null, IReadOnlyList<ControlledJob>? Jobs = null);

/// <summary>A job of a process.</summary>
internal sealed record ControlledJob(int Process, string Id, string Name, string State, string Started, bool Runs);
