using FlinkSql.Columnar;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Cluster;

/// <summary>A cluster at one moment.</summary>
/// <param name="Members">The nodes that are thought to be alive, in a fixed order.</param>
/// <param name="Leader">On whose JobManager the jobs are; null while there is none.</param>
public sealed record ClusterView(EquatableArray<Member> Members, Leader? Leader)
{
    public bool Has(NodeId node) => Members.Any(member => member.Id == node);
}

/// <summary>A node that takes part.</summary>
/// <param name="Id">This life of the node.</param>
/// <param name="Slots"><c>taskmanager.numberOfTaskSlots</c>; 0 where no TaskManager runs.</param>
public sealed record Member(NodeId Id, int Slots);

/// <summary>The right to lead.</summary>
/// <param name="Node">Who has it.</param>
/// <param name="Token">Rises from leader to leader; of two who think they lead, the one with the greater is right.</param>
public sealed record Leader(NodeId Node, long Token);

/// <summary>To who watches the cluster: how it stands now.</summary>
public sealed record ClusterChanged(ClusterView View) : Message;
