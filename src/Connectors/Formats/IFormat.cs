using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats;

/// <summary>Names a format class; it is found at start-up.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FormatAttribute(string name) : Attribute
{
    /// <summary>The value of <c>'format'</c> in SQL, and the prefix of the format's options.</summary>
    public string Name { get; } = name;
}

/// <summary>How rows are spelled as bytes.</summary>
internal interface IFormat
{
    /// <summary>Every option it understands, each key with the format's name in front.</summary>
    IReadOnlyList<ConnectorOption> Options { get; }

    /// <summary>What the names of written files end with, without the point.</summary>
    string Extension { get; }

    /// <summary>Whether rows are read with kinds other than +I.</summary>
    bool ReadsChanges => false;

    /// <summary>Whether rows of every kind can be written.</summary>
    bool WritesChanges => false;

    /// <summary>Whether a file is a row of records of which one can be bad while the next is good.</summary>
    bool HasRecords => true;

    /// <summary>Whether a file whose rows so far are durable can be gone on with, even by another writer.</summary>
    bool GoesOn => true;

    /// <summary>Checks options and columns.</summary>
    /// <exception cref="ConnectorException">An option or a column is wrong.</exception>
    void Check(ConnectorTable table);

    IRecordReader OpenReader(ReadRequest request);

    IRecordWriter OpenWriter(WriteRequest request);
}

/// <summary>Reads the rows of one file, in order.</summary>
internal interface IRecordReader : IDisposable
{
    /// <summary>Appends at most that many rows and ends them; false when the file has no more.</summary>
    bool Read(BatchBuilder rows, int maxRows);

    /// <summary>Behind the rows given so far: <see cref="ReadRequest.Start"/> goes on there.</summary>
    RecordPosition Position { get; }
}

/// <summary>A place between two rows of a file.</summary>
/// <param name="Offset">Bytes before the next record; where a file holds batches, the batches before it.</param>
/// <param name="Line">The line of the next record, from 1; 0 in a file without lines.</param>
/// <param name="Row">Rows of that record, or of that batch, that were given already.</param>
internal readonly record struct RecordPosition(long Offset, long Line, int Row)
{
    /// <summary>Before the first record, and before what stands in front of it.</summary>
    public static readonly RecordPosition Start = new(0, 1, 0);
}

/// <summary>Reads a file that holds its rows in batches already.</summary>
internal interface IBatchRecordReader : IRecordReader
{
    /// <summary>Whether the batches are the table's own and can pass as they are.</summary>
    bool PassesBatches { get; }

    /// <summary>The next batch, which the caller owns; null at the end.</summary>
    RecordBatch? ReadBatch();
}

/// <summary>Writes the rows of one file.</summary>
internal interface IRecordWriter : IDisposable
{
    void Write(RecordBatch batch);

    /// <summary>Hands what is buffered to the stream.</summary>
    void Flush();

    /// <summary>Writes what a complete file needs at its end, and flushes.</summary>
    void Finish();
}

/// <summary>A column to read.</summary>
/// <param name="Field">Its name and type in the table.</param>
/// <param name="Target">Its column in the batch builder.</param>
internal readonly record struct ReadColumn(Field Field, int Target);

/// <summary>What a reader of a file is given.</summary>
internal sealed record ReadRequest
{
    /// <summary>The bytes; the reader disposes the stream.</summary>
    public required Stream Input { get; init; }

    /// <summary>What messages call the file.</summary>
    public required string File { get; init; }

    public required ConnectorTable Table { get; init; }

    /// <summary>The columns of the file that are wanted.</summary>
    public required IReadOnlyList<ReadColumn> Columns { get; init; }

    public required BufferPool Memory { get; init; }

    /// <summary>The zone of a TIMESTAMP_LTZ written without one.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required BadRecords BadRecords { get; init; }

    /// <summary>Where to go on.</summary>
    public RecordPosition Start { get; init; } = RecordPosition.Start;
}

/// <summary>What a writer of a file is given.</summary>
/// <param name="Output">Where the bytes go; its owner closes it.</param>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns of the batches.</param>
/// <param name="Memory">Where buffers come from.</param>
internal sealed record WriteRequest(Stream Output, ConnectorTable Table, Schema Columns, BufferPool Memory)
{
    /// <summary>Whether the file holds rows already.</summary>
    public bool GoesOn { get; init; }
}
