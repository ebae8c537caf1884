using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>
/// Tables whose rows a test gives and reads. <c>'changes' = 'true'</c> makes the source carry every kind of row,
/// <c>'upserts' = 'true'</c> +U without -U; <c>'splits'</c> deals the rows out to that many splits in turn; <c>'every'</c>
/// and <c>'linger'</c> let the clock go on between the rows and behind the last. An input may also be a script with splits
/// and silence of its own, see <see cref="SourceScript"/>; with <c>'watermarks' = 'true'</c> its watermarks serve
/// SOURCE_WATERMARK().
/// </summary>
internal sealed class TestConnector : IConnector
{
    private readonly Dictionary<string, RecordBatch> _inputs = [];
    private readonly Dictionary<string, SourceScript> _scripts = [];
    private readonly Dictionary<string, List<RecordBatch>> _outputs = [];
    private readonly List<Sink> _sinks = [];

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new("changes", "whether rows have kinds", ["true", "false"]),
        new("upserts", "whether updates come as +U alone", ["true", "false"]),
        new("append-only", "whether only +I can be written", ["true", "false"]),
        new("splits", "how many splits"),
        new("watermarks", "whether the input has watermarks", ["true", "false"]),
        new("every", "ms on the clock between rows"),
        new("linger", "ms on the clock between the last row and the end"),
    ];

    /// <summary>Whether some input spreads its rows over time.</summary>
    public bool UsesClock { get; private set; }

    /// <summary>Whether a sink adds to what an earlier one of the same table has written.</summary>
    public bool KeepsOutputs { get; set; }

    /// <summary>A sink that adds rows to a list: at the one checkpoint of a job, and at the end.</summary>
    public ISink SinkTo(List<RecordBatch> rows, Schema schema)
    {
        var sink = new Sink(rows, schema);
        _sinks.Add(sink);
        return sink;
    }

    /// <summary>The jobs that have run were killed: what was written after their checkpoint does not count.</summary>
    public void Kill()
    {
        _sinks.ForEach(sink => sink.Kill());
        _sinks.Clear();
    }

    public void SetInput(string table, RecordBatch rows)
    {
        _scripts.Remove(table);
        _inputs[table] = rows;
    }

    public void SetScript(string table, SourceScript script) => _scripts[table] = script;

    public IReadOnlyList<RecordBatch> Output(string table) => _outputs.TryGetValue(table, out var rows) ? rows : [];

    public TableCapabilities Describe(ConnectorTable table) => new()
    {
        CanRead = true,
        CanWrite = true,
        Bounded = true,
        ReadsChanges = Flag(table, "changes"),
        ReadsUpserts = Flag(table, "upserts"),
        GivesWatermarks = Flag(table, "watermarks"),
        WritesChanges = !Flag(table, "append-only"),
        WritesSnapshots = true,
    };

    public ISource CreateSource(ConnectorTable table, int[] columns)
    {
        if (_scripts.TryGetValue(table.Name, out SourceScript? script))
        {
            UsesClock = true;
            return script.Source(table.Schema.Select(columns), columns);
        }

        if (!_inputs.TryGetValue(table.Name, out RecordBatch? rows))
        {
            using var none = new BatchBuilder(table.Schema, BufferPool.Shared).Build();
            rows = none.Retain();
        }

        int splits = int.Parse(table.Options.GetValueOrDefault("splits", "1"));
        var pace = new Pace(Milliseconds(table, "every"), Milliseconds(table, "linger"));
        UsesClock |= pace != default(Pace);
        return new Source(rows, table.Schema.Select(columns), columns, splits, pace);
    }

    public ISink CreateSink(ConnectorTable table)
    {
        if (!KeepsOutputs || !_outputs.TryGetValue(table.Name, out List<RecordBatch>? rows))
        {
            _outputs[table.Name] = rows = [];
        }

        return SinkTo(rows, table.Schema);
    }

    private static bool Flag(ConnectorTable table, string key) => table.Options.GetValueOrDefault(key) == "true";

    private static TimeSpan Milliseconds(ConnectorTable table, string key) =>
        TimeSpan.FromMilliseconds(long.Parse(table.Options.GetValueOrDefault(key, "0")));

    private readonly record struct Pace(TimeSpan Every, TimeSpan Linger);

    private sealed class Source(RecordBatch rows, Schema schema, int[] columns, int splits, Pace pace) : ISource
    {
        public Schema Schema => schema;

        public IReadOnlyList<ISplit> Splits() => [.. Enumerable.Range(0, splits).Select(number => new Split(number))];

        public ISplitReader Open(ISplit split, SourceContext context) =>
            new Reader(rows, columns, ((Split)split).Number, splits, pace, context);
    }

    private sealed record Split(int Number) : ISplit
    {
        public string Name => $"split {Number}";
    }

    private sealed class Reader(
        RecordBatch rows, int[] columns, int first, int step, Pace pace, SourceContext context) : ISplitReader
    {
        private readonly TimeProvider _clock = context.Clock;
        private int _next = context.Position is { } at ? BitConverter.ToInt32(at) : first;
        private long? _waitsSince = context.Position is { Length: > 4 } at ? BitConverter.ToInt64(at, 4) : null;

        // The clock goes on in the run that takes over, so a wait that has begun is known by its begin.
        public byte[]? Position =>
            [.. BitConverter.GetBytes(_next), .. _waitsSince is long since ? BitConverter.GetBytes(since) : []];

        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            TimeSpan wait = Wait();
            if (wait > TimeSpan.Zero)
            {
                return ReadResult.Wait(wait);
            }

            if (_next >= rows.RowCount && _waitsSince is not null)
            {
                return ReadResult.End;
            }

            int most = pace.Every > TimeSpan.Zero ? 1 : maxRows;
            for (int count = 0; count < most && _next < rows.RowCount; count++, _next += step)
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    batch.Column(column).AppendFrom(rows.Column(columns[column]), _next);
                }

                batch.EndRow(rows.Kind(_next));
            }

            _waitsSince = _clock.GetTimestamp();
            return _next < rows.RowCount || pace.Linger > TimeSpan.Zero ? ReadResult.More : ReadResult.End;
        }

        public void Dispose()
        {
        }

        // The first row comes at once.
        private TimeSpan Wait() => _waitsSince is not long since
            ? TimeSpan.Zero
            : (_next < rows.RowCount ? pace.Every : pace.Linger) - _clock.GetElapsedTime(since);
    }

    private sealed class Sink(List<RecordBatch> rows, Schema schema) : ISink
    {
        private readonly List<RecordBatch> _last = [];

        public ISinkWriter Open(SinkContext context) => new Writer(rows, _last, schema);

        public void Kill() => rows.RemoveAll(_last.Contains);
    }

    private sealed class Writer(List<RecordBatch> rows, List<RecordBatch> last, Schema schema) : ISinkWriter
    {
        private readonly List<RecordBatch> _written = [];
        private bool _prepared;

        public void Write(RecordBatch batch) => _written.Add(batch.Retain());

        public void BeginSnapshot()
        {
        }

        public void EndSnapshot() => _written.Add(new BatchBuilder(schema, BufferPool.Shared).Build());

        // Tests kill a job only when its checkpoint is complete, so what was written before it counts; a writer that ends
        // before the barrier comes is in the checkpoint with all its rows.
        public SinkState Prepare(long checkpointId)
        {
            lock (rows)
            {
                _prepared = true;
                rows.AddRange(_written);
                _written.Clear();
            }

            return SinkState.Empty;
        }

        public void Finish()
        {
            lock (rows)
            {
                rows.AddRange(_written);
                if (_prepared)
                {
                    last.AddRange(_written);
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
