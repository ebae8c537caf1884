using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The watermark most tables have, a time column less a delay, so that none has to be computed for a row.
/// </summary>
/// <param name="rowtimeColumn">The event-time column, in ms.</param>
/// <param name="delay">The delay in ms, not negative.</param>
/// <param name="nulls">What to do with a row that has no time.</param>
/// <param name="onEvent">Whether every advance is sent, whatever the interval.</param>
public class DelayedWatermarkOperator(int rowtimeColumn, long delay, NullRowtime nulls, bool onEvent = false)
    : WatermarkAssignerOperator(rowtimeColumn, nulls, onEvent)
{
    private readonly int _column = rowtimeColumn;

    protected sealed override void Compute(RecordBatch batch, Span<long> watermarks)
    {
        ReadOnlySpan<long> times = batch.Values<long>(_column);
        Bits valid = batch.Validity(_column);
        bool hasNulls = batch.Column(_column).NullCount != 0;
        for (int row = 0; row < watermarks.Length; row++)
        {
            watermarks[row] = hasNulls && !valid[row] ? long.MinValue : times[row] - delay;
        }
    }

    private protected sealed override bool TryTimes(RecordBatch batch, out ReadOnlySpan<long> times, out long wait)
    {
        // Rows without a time have their watermarks computed, with the delay in them.
        bool hasAll = batch.Column(_column).NullCount == 0;
        wait = hasAll ? delay : 0;
        times = hasAll ? batch.Values<long>(_column) : [];
        return hasAll;
    }
}
