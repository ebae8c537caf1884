namespace FlinkSql.Runtime.Connect;

/// <summary>What a sink has in a checkpoint, in bytes that only the sink understands.</summary>
/// <param name="Committables">Prepared, durable, and to be made visible once the checkpoint is stored.</param>
/// <param name="Unfinished">
/// Durable too, but not yet to be committed: a writer goes on with it. It replaces what the writer said before.
/// </param>
public sealed record SinkState(IReadOnlyList<byte[]> Committables, IReadOnlyList<byte[]> Unfinished)
{
    public static readonly SinkState Empty = new([], []);

    public bool IsEmpty => Committables.Count == 0 && Unfinished.Count == 0;
}
