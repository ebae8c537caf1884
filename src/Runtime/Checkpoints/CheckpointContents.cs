using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>What the coordinator puts into a checkpoint: the state of each operator, and metadata of the job as a whole.</summary>
internal sealed record CheckpointContents(
    DateTimeOffset Timestamp, EquatableArray<OperatorEntry> Operators, EquatableArray<MetadataEntry> Metadata);

/// <summary>The state of one operator over all its subtasks, under an id that does not depend on its position.</summary>
internal sealed record OperatorEntry(
    string Uid, int Parallelism, int MaxParallelism, EquatableArray<StateEntry> States, EquatableArray<MetadataEntry> Metadata);

/// <summary>One named state of one subtask and the key groups it covers; none for state that is not keyed.</summary>
internal sealed record StateEntry(string State, int Subtask, KeyGroupRange KeyGroups, StateFile File);

/// <summary>Bytes the store does not look into: positions of sources, committables of sinks.</summary>
internal sealed record MetadataEntry(string Name, EquatableArray<byte> Value);
