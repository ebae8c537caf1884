namespace FlinkSql.Columnar;

/// <summary>Stand-in until the real one comes.</summary>
public static class KeyHash
{
    public static void HashColumns(RecordBatch batch, ReadOnlySpan<int> columns, Span<ulong> hashes)
    {
        for (int row = 0; row < hashes.Length; row++)
        {
            ulong hash = 17;
            foreach (int column in columns)
            {
                foreach (char letter in $"{batch.Column(column).GetValue(row)}")
                {
                    hash = (hash ^ letter) * 0x100000001B3;
                }
            }

            hashes[row] = hash ^ (hash >> 29);
        }
    }
}
