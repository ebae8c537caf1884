using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;
using Xunit;

namespace FlinkSql.Tests.Connectors;

/// <summary>Drives a connector without a runtime: a table by its columns and options, read and written whole.</summary>
internal sealed class ConnectorRun
{
    public ConnectorRun(string connector, string columns, params (string Key, string Value)[] options)
        : this(connector, TypeText.ParseSchema(columns), options)
    {
    }

    public ConnectorRun(string connector, Schema schema, params (string Key, string Value)[] options)
    {
        Table = new ConnectorTable("t", schema, [], [], options.ToDictionary(option => option.Key, option => option.Value));
        Connector = new ConnectorRegistry(new ConnectorEnvironment { Output = Output, Error = Error }).Get(connector);
    }

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public IConnector Connector { get; }

    public ConnectorTable Table { get; init; }

    public string[] PartitionColumns
    {
        init => Table = Table with { PartitionColumns = value.ToEquatable() };
    }

    public BufferPool Memory { get; } = new("test", long.MaxValue);

    public OperatorMetrics Metrics { get; } = new("test", 0);

    public TimeProvider Clock { get; init; } = new FixedClock();

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public int BatchRows { get; init; } = 1_000;

    /// <summary>The picture of all rows of the given columns, or of all columns.</summary>
    public string Read(params int[] columns) => BatchText.Print(ReadBatch(columns));

    /// <summary>All rows in one batch.</summary>
    public RecordBatch ReadBatch(params int[] columns)
    {
        Connector.Describe(Table);
        columns = columns.Length == 0 ? [.. Enumerable.Range(0, Table.Schema.Count)] : columns;
        ISource source = Connector.CreateSource(Table, columns);
        var all = new BatchBuilder(source.Schema, Memory);
        foreach (ISplit split in source.Splits())
        {
            using ISplitReader reader = source.Open(split, SourceContext());
            ReadSplit(source.Schema, reader, all);
        }

        return all.Build();
    }

    /// <summary>Writes batches, one writer for each list, and commits.</summary>
    public void Write(params RecordBatch[][] subtasks)
    {
        Connector.Describe(Table);
        ISink sink = Connector.CreateSink(Table);
        var writers = new List<ISinkWriter>();
        var prepared = new List<SinkState>();
        for (int subtask = 0; subtask < subtasks.Length; subtask++)
        {
            writers.Add(sink.Open(SinkContext(subtask, subtasks.Length)));
        }

        for (int subtask = 0; subtask < subtasks.Length; subtask++)
        {
            foreach (RecordBatch batch in subtasks[subtask])
            {
                writers[subtask].Write(batch);
            }

            prepared.Add(writers[subtask].PrepareLast());
            writers[subtask].Dispose();
        }

        sink.CommitLast([.. prepared]);
    }

    /// <summary>Writes the rows of a picture.</summary>
    public void Write(string picture) => Write([BatchText.Parse(Table.Schema, picture)]);

    public SourceContext SourceContext() => new(Memory, Clock, Zone, Metrics, 0);

    public SinkContext SinkContext(int subtask = 0, int parallelism = 1) =>
        new(Memory, Clock, Zone, Metrics, subtask, parallelism) { Run = SinkSteps.Run };

    /// <summary>The error of describing or reading the table.</summary>
    public ConnectorException Fails() => Assert.Throws<ConnectorException>(() => Read());

    private void ReadSplit(Schema schema, ISplitReader reader, BatchBuilder all)
    {
        if (reader is IBatchReader batches)
        {
            while (batches.ReadBatch(out RecordBatch? batch).State != ReadState.End || batch is not null)
            {
                AppendAll(all, batch!);
            }

            return;
        }

        var rows = new BatchBuilder(schema, Memory);
        ReadResult result;
        do
        {
            result = reader.Read(rows, BatchRows - rows.RowCount);
            Assert.True(rows.RowCount <= BatchRows, "the reader appended more rows than asked for");
            if (rows.RowCount == BatchRows || result.State == ReadState.End)
            {
                AppendAll(all, rows.Build());
            }

            if (result.State == ReadState.Wait)
            {
                ((FixedClock)Clock).Now += result.Delay;
            }
        }
        while (result.State != ReadState.End);
    }

    private static void AppendAll(BatchBuilder all, RecordBatch batch)
    {
        using (batch)
        {
            all.AppendRows(batch, [.. Enumerable.Range(0, batch.RowCount)]);
        }
    }
}

/// <summary>A clock that is moved by hand.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddDays(20_000);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
