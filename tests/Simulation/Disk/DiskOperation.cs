using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>One operation on a simulated disk, and its outcome: done, an error, or the crash.</summary>
internal readonly record struct DiskOperation(long Number, string Process, string Kind, string Path, string Outcome)
{
    public const string Crash = "crash";

    public static string Text(FileSystemError? error) => error is { } failed ? failed.ToString() : "done";

    public override string ToString() => $"{Number} {Process} {Kind} {Path}: {Outcome}";
}
