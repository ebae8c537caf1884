namespace FlinkSql.Runtime.Exchange;

/// <summary>How rows find the subtask that takes them.</summary>
public enum Partitioning
{
    /// <summary>Subtask n feeds subtask n; batches pass by reference.</summary>
    Forward,

    /// <summary>By the key group of the key columns.</summary>
    Hash,

    /// <summary>Batches in turn to every subtask.</summary>
    Rebalance,

    /// <summary>Every batch to every subtask.</summary>
    Broadcast,

    /// <summary>Every row to subtask 0: for operators that cannot be split.</summary>
    Global,
}
