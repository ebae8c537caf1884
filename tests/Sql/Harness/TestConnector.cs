using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>
/// Tables whose rows a test gives and reads. <c>'changes' = 'true'</c> makes the source carry every kind of row,
/// <c>'upserts' = 'true'</c> +U without -U; <c>'splits'</c> deals the rows out to that many splits in turn.
/// </summary>
internal sealed class TestConnector : IConnector
{
    private readonly Dictionary<string, RecordBatch> _inputs = [];
    private readonly Dictionary<string, List<RecordBatch>> _outputs = [];

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new("changes", "whether rows have kinds", ["true", "false"]),
        new("upserts", "whether updates come as +U alone", ["true", "false"]),
        new("append-only", "whether only +I can be written", ["true", "false"]),
        new("splits", "how many splits"),
    ];

    public void SetInput(string table, RecordBatch rows) => _inputs[table] = rows;

    public IReadOnlyList<RecordBatch> Output(string table) => _outputs.TryGetValue(table, out var rows) ? rows : [];

    public TableCapabilities Describe(ConnectorTable table) => new()
    {
        CanRead = true,
        CanWrite = true,
        Bounded = true,
        ReadsChanges = Flag(table, "changes"),
        ReadsUpserts = Flag(table, "upserts"),
        WritesChanges = !Flag(table, "append-only"),
        WritesSnapshots = true,
    };

    public ISource CreateSource(ConnectorTable table, int[] columns)
    {
        if (!_inputs.TryGetValue(table.Name, out RecordBatch? rows))
        {
            using var none = new BatchBuilder(table.Schema, BufferPool.Shared).Build();
            rows = none.Retain();
        }

        int splits = int.Parse(table.Options.GetValueOrDefault("splits", "1"));
        return new Source(rows, table.Schema.Select(columns), columns, splits);
    }

    public ISink CreateSink(ConnectorTable table)
    {
        List<RecordBatch> rows = _outputs[table.Name] = [];
        return new Sink(rows, table.Schema);
    }

    private static bool Flag(ConnectorTable table, string key) => table.Options.GetValueOrDefault(key) == "true";

    private sealed class Source(RecordBatch rows, Schema schema, int[] columns, int splits) : ISource
    {
        public Schema Schema => schema;

        public IReadOnlyList<ISplit> Splits() => [.. Enumerable.Range(0, splits).Select(number => new Split(number))];

        public ISplitReader Open(ISplit split, SourceContext context) =>
            new Reader(rows, columns, ((Split)split).Number, splits);
    }

    private sealed record Split(int Number) : ISplit
    {
        public string Name => $"split {Number}";
    }

    private sealed class Reader(RecordBatch rows, int[] columns, int first, int step) : ISplitReader
    {
        private int _next = first;

        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            for (int count = 0; count < maxRows && _next < rows.RowCount; count++, _next += step)
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    batch.Column(column).AppendFrom(rows.Column(columns[column]), _next);
                }

                batch.EndRow(rows.Kind(_next));
            }

            return _next < rows.RowCount ? ReadResult.More : ReadResult.End;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Sink(List<RecordBatch> rows, Schema schema) : ISink
    {
        public ISinkWriter Open(SinkContext context) => new Writer(rows, schema);
    }

    private sealed class Writer(List<RecordBatch> rows, Schema schema) : ISinkWriter
    {
        private readonly List<RecordBatch> _written = [];

        public void Write(RecordBatch batch) => _written.Add(batch.Retain());

        public void BeginSnapshot()
        {
        }

        public void EndSnapshot() => _written.Add(new BatchBuilder(schema, BufferPool.Shared).Build());

        public void Finish()
        {
            lock (rows)
            {
                rows.AddRange(_written);
            }
        }

        public void Dispose()
        {
        }
    }
}
