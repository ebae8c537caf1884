using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>The edge that an input channel belongs to.</summary>
/// <param name="Number">Its position among the edges into the vertex.</param>
/// <param name="Input">Which input of the head operator it feeds.</param>
/// <param name="Partitioning">How rows find their subtask.</param>
/// <param name="Keys">The columns whose values decide, where they do.</param>
internal sealed record InputEdge(int Number, int Input, Partitioning Partitioning, EquatableArray<int> Keys)
{
    /// <summary>
    /// Whether rows that were overtaken find their subtask again at another parallelism. Rows of a forward edge must follow
    /// their sender, and each copy of a broadcast one is as far as its receiver.
    /// </summary>
    public bool MayBeOvertaken => Partitioning is Partitioning.Hash or Partitioning.Rebalance or Partitioning.Global;
}
