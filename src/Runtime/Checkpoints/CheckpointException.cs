namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A checkpoint did not come about, or cannot be used.</summary>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);
