namespace FlinkSql.Runtime.State;

/// <summary>A row that stands for its key columns, and their hash.</summary>
public readonly record struct RowKey(StoredRow Row, ulong Hash);
