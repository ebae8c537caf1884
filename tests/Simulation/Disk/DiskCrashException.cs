namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>The process that called is dead: no code of it may catch this and go on.</summary>
internal sealed class DiskCrashException(string text) : Exception(text);
