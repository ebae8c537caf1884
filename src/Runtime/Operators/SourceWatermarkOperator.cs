using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Stands where the watermark is <c>SOURCE_WATERMARK()</c>: the source has put its own watermarks between the rows,
/// merged over its splits, and they pass as they are.
/// </summary>
/// <param name="rowtimeColumn">The event-time column.</param>
/// <param name="nulls">What to do with a row that has none.</param>
public class SourceWatermarkOperator(int rowtimeColumn, NullRowtime nulls) : Operator
{
    private readonly RowtimeFilter _filter = new(rowtimeColumn, nulls);

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch) => Output.Emit(_filter.Apply(batch, Context));

    /// <summary>Behind the watermarks the splits are one stream.</summary>
    public sealed override void OnSplit(SplitMetrics split, SplitChange change)
    {
    }
}
