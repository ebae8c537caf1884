using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>Keeps no late row.</summary>
public sealed class NoLateRows : ILateRows
{
    public static readonly NoLateRows Instance = new();

    private NoLateRows()
    {
    }

    public void Add(RecordBatch batch, int row, in Lateness late)
    {
    }
}
