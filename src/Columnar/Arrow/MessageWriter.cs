using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Writes messages: metadata behind its length, then the body. It counts where each message lies.</summary>
internal sealed class MessageWriter(Stream stream, Schema schema, ArrowWriteOptions options)
{
    private const short Version = 4;

    private readonly LayoutSink _layout = new();
    private readonly BodyWriter _body = new(stream);

    /// <summary>Bytes written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Refuses a batch whose columns are not of the types that the schema announced.</summary>
    public void Check(RecordBatch batch)
    {
        bool same = batch.ColumnCount == schema.Count;
        for (int column = 0; same && column < schema.Count; column++)
        {
            same = batch.Column(column).Type.SameIgnoringNullability(schema[column].Type);
        }

        if (!same)
        {
            throw new ArgumentException($"a batch of {batch.Schema} does not fit the schema {schema} of the writer");
        }
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        Position += bytes.Length;
    }

    public void WriteSchema()
    {
        var builder = new FlatBuilder();
        WriteMessage(builder, MessageKind.Schema, WriteSchemaTable(builder), 0, 0);
    }

    /// <summary>Writes the schema table into a message under construction and returns its position there.</summary>
    public int WriteSchemaTable(FlatBuilder to)
    {
        List<ArrowField> fields = [.. schema.Fields.Select(field => ArrowTypes.ToField(field.Name, field.Type))];
        IEnumerable<KeyValuePair<string, string>> metadata = options.Metadata;
        if (options.RowKinds)
        {
            fields.Add(new ArrowField(ArrowNames.RowKindColumn, new(ArrowKind.Int, 8, Signed: false), [])
            {
                Nullable = false,
                DataType = DataTypes.SmallInt.NotNull(),
            });
            metadata = metadata.Append(new(ArrowNames.RowKinds, ArrowNames.RowKindColumn));
        }

        return SchemaEncoder.Write(to, fields, metadata);
    }

    /// <summary>Writes a batch and returns where it lies.</summary>
    public (long Offset, int MetadataBytes, long BodyBytes) WriteBatch(RecordBatch batch)
    {
        _layout.Clear();
        WriteColumns(batch, _layout);
        var builder = new FlatBuilder();
        int nodes = builder.AddStructs(_layout.Nodes, _layout.NodeCount);
        int buffers = builder.AddStructs(_layout.Buffers, _layout.BufferCount);
        builder.StartTable();
        builder.SetInt64(0, batch.RowCount);
        builder.SetReference(1, nodes);
        builder.SetReference(2, buffers);
        int header = builder.EndTable();
        int metadata = options.Watermarks && batch.Marks.Length != 0
            ? SchemaEncoder.WriteMetadata(builder, [new(ArrowNames.Watermarks, MarkText(batch.Marks))])
            : 0;
        long offset = Position;
        int metadataBytes = WriteMessage(builder, MessageKind.RecordBatch, header, _layout.BodyLength, metadata);
        WriteColumns(batch, _body);
        Position += _layout.BodyLength;
        return (offset, metadataBytes, _layout.BodyLength);
    }

    /// <summary>Marks the end of the stream.</summary>
    public void WriteEnd() => WriteRaw([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);

    private static string MarkText(WatermarkMark[] marks) =>
        string.Join(' ', marks.Select(mark => $"{mark.Row}:{mark.Time}"));

    private void WriteColumns(RecordBatch batch, IBodySink to)
    {
        for (int column = 0; column < batch.ColumnCount; column++)
        {
            ColumnEncoder.Write(batch.Column(column), to);
        }

        if (!options.RowKinds)
        {
            return;
        }

        to.Node(batch.RowCount, 0);
        to.Bytes([]);
        if (batch.InsertOnly)
        {
            to.Zeros(batch.RowCount);
        }
        else
        {
            to.Bytes(MemoryMarshal.AsBytes(batch.Kinds));
        }
    }

    private int WriteMessage(FlatBuilder builder, MessageKind kind, int header, long bodyLength, int metadata)
    {
        builder.StartTable();
        builder.SetInt64(3, bodyLength);
        builder.SetReference(2, header);
        if (metadata != 0)
        {
            builder.SetReference(4, metadata);
        }

        builder.SetInt16(0, Version);
        builder.SetByte(1, (byte)kind);
        ReadOnlySpan<byte> message = builder.Finish(builder.EndTable()).Span;

        // The body starts aligned in the file, so that a mapping of the file has aligned buffers.
        Span<byte> prefix = stackalloc byte[2 * sizeof(int)];
        int padding = BodyWriter.Padding(Position + prefix.Length + message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(prefix, -1);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[sizeof(int)..], message.Length + padding);
        WriteRaw(prefix);
        WriteRaw(message);
        Span<byte> zeros = stackalloc byte[Buffer.Alignment];
        zeros.Clear();
        WriteRaw(zeros[..padding]);
        return prefix.Length + message.Length + padding;
    }
}
