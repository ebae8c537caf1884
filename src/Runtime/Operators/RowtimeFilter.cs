using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>Does with rows whose event time is NULL what was asked for; a watermark stays between the same rows.</summary>
internal sealed class RowtimeFilter(int rowtimeColumn, NullRowtime nulls)
{
    /// <summary>Takes the batch over and gives it back, or another in its place.</summary>
    public RecordBatch Apply(RecordBatch batch, OperatorContext context)
    {
        if (batch.Column(rowtimeColumn).NullCount == 0)
        {
            return batch;
        }

        return nulls switch
        {
            NullRowtime.Keep => batch,
            NullRowtime.Drop => Without(batch, context),
            _ => throw new RuntimeException(
                "FLS6001",
                $"column \"{batch.Schema[rowtimeColumn].Name}\" is the event time, but it is NULL in a row",
                "'scan.watermark.null-rowtime' = 'drop' in WITH leaves such rows out and counts them"),
        };
    }

    private RecordBatch Without(RecordBatch batch, OperatorContext context)
    {
        var kept = new List<int>(batch.RowCount);
        var builder = new BatchBuilder(batch.Schema, context.Memory);
        int appended = 0;
        int mark = 0;
        for (int row = 0; row <= batch.RowCount; row++)
        {
            for (; mark < batch.Marks.Length && batch.Marks[mark].Row == row; mark++)
            {
                builder.AppendRows(batch, [.. kept[appended..]]);
                appended = kept.Count;
                builder.AddMark(batch.Marks[mark].Time);
            }

            if (row < batch.RowCount && !batch.Column(rowtimeColumn).IsNull(row))
            {
                kept.Add(row);
            }
        }

        builder.AppendRows(batch, [.. kept[appended..]]);
        context.Metrics.BadRecords += batch.RowCount - kept.Count;
        batch.Dispose();
        return builder.Build();
    }
}
