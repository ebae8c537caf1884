using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// Scatters rows by the key group of their key columns into one builder a target, and puts every watermark into every
/// builder between the rows where it stood.
/// </summary>
internal sealed class HashExchange : ExchangeOutput
{
    private readonly int[] _keyColumns;
    private readonly int[] _owners;
    private readonly int[] _counts;
    private readonly int[][] _rows;
    private ulong[] _hashes = [];

    public HashExchange(
        OutputBuffer[] targets, int[] keyColumns, int maxParallelism, TimeSpan timeout, Action<TimeSpan> armTimer)
        : base(targets, timeout, armTimer)
    {
        _keyColumns = keyColumns;
        _owners = new int[maxParallelism];
        for (int group = 0; group < maxParallelism; group++)
        {
            _owners[group] = KeyGroup.Owner(group, maxParallelism, targets.Length);
        }

        _counts = new int[targets.Length];
        _rows = new int[targets.Length][];
        Array.Fill(_rows, []);
    }

    protected override void Distribute(RecordBatch batch)
    {
        int rowCount = batch.RowCount;
        EnsureSpace(rowCount);
        Span<ulong> hashes = _hashes.AsSpan(0, rowCount);
        KeyHash.HashColumns(batch, _keyColumns, hashes);
        Array.Clear(_counts);
        int row = 0;
        OutputBuffer[] targets = Targets;
        int[] counts = _counts;
        foreach (WatermarkMark mark in batch.Marks)
        {
            Scatter(hashes, row, mark.Row);
            row = mark.Row;
            for (int target = 0; target < counts.Length; target++)
            {
                targets[target].AddMark(counts[target], mark.Time);
            }
        }

        Scatter(hashes, row, rowCount);
        for (int target = 0; target < Targets.Length; target++)
        {
            Targets[target].Append(batch, _rows[target].AsSpan(0, _counts[target]));
        }

        batch.Dispose();
    }

    private void Scatter(ReadOnlySpan<ulong> hashes, int from, int to)
    {
        int[] owners = _owners;
        int[] counts = _counts;
        for (int row = from; row < to; row++)
        {
            int target = owners[KeyGroup.Of(hashes[row], owners.Length)];
            _rows[target][counts[target]++] = row;
        }
    }

    private void EnsureSpace(int rowCount)
    {
        if (_hashes.Length < rowCount)
        {
            _hashes = new ulong[rowCount];
            for (int target = 0; target < _rows.Length; target++)
            {
                _rows[target] = new int[rowCount];
            }
        }
    }
}
