using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Cluster;

/// <summary>To the owner of a connection: it is broken, and nobody knows what of the last messages has arrived.</summary>
public sealed record ConnectionLost(Address To) : Message;
