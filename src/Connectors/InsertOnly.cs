using FlinkSql.Columnar;

namespace FlinkSql.Connectors;

/// <summary>Guards what can only be appended to.</summary>
internal static class InsertOnly
{
    /// <exception cref="Runtime.Connect.ConnectorException">A row of the batch is not +I.</exception>
    public static void Check(RecordBatch batch, string what)
    {
        foreach (RowKind kind in batch.Kinds)
        {
            if (kind != RowKind.Insert)
            {
                throw ConnectorErrors.TakesNoChanges(kind.ToShortString(), what);
            }
        }
    }
}
