using System.Globalization;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Makes batches and dictionaries from the messages of one stream or file.</summary>
internal sealed class BatchDecoder(ArrowSchema schema, BufferPool pool) : IDisposable
{
    private readonly DictionaryStore _dictionaries = new(pool);

    /// <summary>Reads a dictionary batch whose body starts at an offset of the source.</summary>
    public void ReadDictionary(ArrowMessage message, ArrowSource source, long start)
    {
        long id = message.Header.GetInt64(0);
        if (!schema.Dictionaries.TryGetValue(id, out ArrowField? field))
        {
            throw new ArrowFormatException($"no field refers to dictionary {id}");
        }

        var layout = new BatchLayout(
            message.Header.GetTable(1, "dictionary values"), source, start, message.BodyLength);
        var columns = new ColumnDecoder(layout, _dictionaries, pool);
        try
        {
            _dictionaries.Add(id, columns.Read(field, layout.RowCount), message.Header.GetBool(2));
        }
        catch
        {
            columns.Abandon();
            throw;
        }
    }

    /// <summary>Reads the wanted columns of a record batch, or all if none are named.</summary>
    public RecordBatch ReadBatch(ArrowMessage message, ArrowSource source, long start, int[]? wanted = null)
    {
        var layout = new BatchLayout(message.Header, source, start, message.BodyLength);
        var decoder = new ColumnDecoder(layout, _dictionaries, pool);
        try
        {
            var columns = new Column?[schema.Fields.Length];
            for (int column = 0; column < columns.Length; column++)
            {
                if (wanted is null || wanted.Contains(column))
                {
                    columns[column] = decoder.Read(schema.Fields[column], layout.RowCount);
                }
                else
                {
                    decoder.Skip(schema.Fields[column]);
                }
            }

            WatermarkMark[] marks = ReadMarks(message, layout.RowCount);
            Buffer? kinds = schema.RowKinds is null ? null : decoder.ReadRowKinds(schema.RowKinds, layout.RowCount);
            return wanted is null
                ? new RecordBatch(schema.Schema, columns!, layout.RowCount, kinds, marks)
                : new RecordBatch(
                    schema.Schema.Select(wanted), Select(columns, wanted), layout.RowCount, kinds, marks);
        }
        catch
        {
            decoder.Abandon();
            throw;
        }
    }

    public void Dispose() => _dictionaries.Dispose();

    private static Column[] Select(Column?[] columns, int[] wanted)
    {
        var selected = new Column[wanted.Length];
        for (int at = 0; at < wanted.Length; at++)
        {
            Column column = columns[wanted[at]]!;
            bool again = Array.IndexOf(wanted, wanted[at]) < at;
            selected[at] = again ? column.Retain() : column;
        }

        return selected;
    }

    private static WatermarkMark[] ReadMarks(ArrowMessage message, int rows)
    {
        if (!message.ReadMetadata().TryGetValue(ArrowNames.Watermarks, out string? text))
        {
            return [];
        }

        var marks = new List<WatermarkMark>();
        foreach (string pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = pair.IndexOf(':');
            int row = 0;
            long time = 0;
            bool parsed = colon > 0
                && int.TryParse(pair.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out row)
                && long.TryParse(
                    pair.AsSpan(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out time);
            bool ordered = marks.Count == 0 || (row >= marks[^1].Row && time > marks[^1].Time);
            marks.Add(parsed && ordered && row <= rows
                ? new WatermarkMark(row, time)
                : throw new ArrowFormatException($"the watermarks \"{text}\" do not fit a batch of {rows} rows"));
        }

        return [.. marks];
    }
}
