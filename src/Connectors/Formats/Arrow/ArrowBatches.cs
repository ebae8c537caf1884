using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;

namespace FlinkSql.Connectors.Formats.Arrow;

/// <summary>The batches of an Arrow file or stream, with some of their columns.</summary>
internal interface IArrowBatches : IDisposable
{
    Schema Schema { get; }

    /// <summary>Leaves batches out; those that are not there are no matter.</summary>
    void Skip(long batches);

    /// <summary>The given columns of the next batch, or null at the end.</summary>
    RecordBatch? ReadNext(Schema schema, int[] columns);
}

/// <summary>A file, mapped into memory where it lies on a disk, so that its columns need no copy.</summary>
internal sealed class ArrowFileBatches(ArrowFileReader reader) : IArrowBatches
{
    private int _next;

    public Schema Schema => reader.Schema;

    public RecordBatch? ReadNext(Schema schema, int[] columns)
    {
        if (_next == reader.BatchCount)
        {
            return null;
        }

        using RecordBatch batch = reader.ReadBatch(_next++, columns);
        return batch.Select(schema, [.. Enumerable.Range(0, columns.Length)]);
    }

    public void Skip(long batches) => _next = (int)Math.Min(_next + batches, reader.BatchCount);

    public void Dispose() => reader.Dispose();
}

/// <summary>A stream, of which whole batches come one after another.</summary>
internal sealed class ArrowStreamBatches(ArrowStreamReader reader) : IArrowBatches
{
    public Schema Schema => reader.Schema;

    public RecordBatch? ReadNext(Schema schema, int[] columns)
    {
        using RecordBatch? batch = reader.ReadNext();
        return batch?.Select(schema, columns);
    }

    public void Skip(long batches)
    {
        // They may bring dictionaries that later ones need.
        for (RecordBatch? batch = null; batches > 0 && (batch = reader.ReadNext()) is not null; batches--)
        {
            batch.Dispose();
        }
    }

    public void Dispose() => reader.Dispose();
}
