namespace FlinkSql.Runtime.Cluster;

/// <summary>Where messages to one actor go. It is plain data, so it can travel in messages itself.</summary>
/// <param name="Node">The node on which the actor runs.</param>
/// <param name="Actor">Its name there; no two actors of an incarnation have the same.</param>
public readonly record struct Address(NodeId Node, string Actor)
{
    public override string ToString() => $"{Node}/{Actor}";
}
