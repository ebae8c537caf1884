namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// Names one life of a node: what a machine or process does between its start and its death. When it is started again
/// it is another incarnation, which nothing meant for the former one reaches.
/// </summary>
/// <param name="Name">Stays the same from one incarnation to the next.</param>
/// <param name="Incarnation">Rises.</param>
public readonly record struct NodeId(string Name, long Incarnation = 1)
{
    public override string ToString() => Incarnation == 1 ? Name : $"{Name}.{Incarnation}";
}
