namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// A checkpoint was made visible, but that it is durable could not be confirmed. The attempt may neither count on it nor
/// abort what belongs to it: it must stop, and the next attempt finds out.
/// </summary>
internal sealed class CheckpointOutcomeUnknownException(string place, Exception cause)
    : Exception($"whether '{place}' was published is not known: {cause.Message}", cause);
