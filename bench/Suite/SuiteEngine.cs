using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Bench.Suite;

/// <summary>
/// Runs a query in the engine as a user's job runs: planned, compiled, on the threads of the runtime; batches come from
/// memory and results go to a blackhole. The time counts from the first batch read to the end of the job.
/// </summary>
internal sealed class SuiteEngine : IDisposable
{
    private readonly FlinkSqlEngine _engine = new();
    private readonly Session _session;
    private readonly ReadClock _clock = new();
    private int _runs;

    public SuiteEngine(SuiteQuery query, ISuiteData data, IReadOnlyList<RecordBatch> batches, int parallelism)
    {
        _session = _engine.OpenSession();
        _session.Execute($"SET 'parallelism.default' = '{parallelism}'");
        string columns = string.Join(", ", query.Columns.Select(data.Declare));
        string watermark = query.Columns.Contains(data.TimeColumn)
            ? $", WATERMARK FOR {data.TimeColumn} AS {data.TimeColumn} - INTERVAL '1' SECOND" : "";
        string clock = query.IsRepeatable ? "" : ", clock AS PROCTIME()";
        _session.Execute($"CREATE TABLE declared ({columns}{clock}{watermark}) WITH ('connector' = 'datagen')");
        TableDescriptor declared = _session.Catalog
            .Objects(MemoryCatalog.DefaultCatalog, MemoryCatalog.DefaultDatabase).OfType<TableDescriptor>().Single();
        List<RecordBatch>[] splits = [.. Enumerable.Range(0, parallelism).Select(split =>
            batches.Where((_, number) => number % parallelism == split).ToList())];
        _session.AddTable(
            declared with
            {
                Path = declared.Path with { Name = "bids" },
                Options = [],
                Traits = new SourceSinkTraits { CanRead = true, Bounded = true },
            },
            read => new TimedSource(Schema(batches[0].Schema, read), [.. splits.Select(split => Select(split, read))], _clock));
        Sql = query.Sql;
    }

    private string Sql { get; }

    /// <summary>One run of the query.</summary>
    public SuiteRun Run()
    {
        string sink = $"result_{_runs++}";
        _clock.Reset();
        var job = ((InsertOutcome)_session.Execute($"CREATE TABLE {sink} WITH ('connector' = 'blackhole') AS {Sql}")).Job;
        job.Completion().GetAwaiter().GetResult();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - _clock.AllocatedBefore;
        return new SuiteRun(_clock.Elapsed, allocated, job.Progress().RowsOut);
    }

    public void Dispose() => _engine.Dispose();

    private static Schema Schema(Schema all, int[] read) => new([.. read.Select(column => all[column])]);

    private static IReadOnlyList<RecordBatch> Select(List<RecordBatch> batches, int[] read)
    {
        Schema schema = Schema(batches[0].Schema, read);
        return [.. batches.Select(batch => batch.Select(schema, read))];
    }

    /// <summary>When the first batch of a run was read, and what the process had allocated by then.</summary>
    private sealed class ReadClock
    {
        private int _started;

        private double _startedAt;

        public double Elapsed => SuiteClock.Seconds - _startedAt;

        public long AllocatedBefore { get; private set; }

        public void Reset() => _started = 0;

        public void Start()
        {
            if (_started == 0 && Interlocked.Exchange(ref _started, 1) == 0)
            {
                AllocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
                _startedAt = SuiteClock.Seconds;
            }
        }
    }

    private sealed class TimedSource(Schema schema, IReadOnlyList<IReadOnlyList<RecordBatch>> splits, ReadClock clock) : ISource
    {
        private readonly BatchSource _batches = new(schema, splits);

        public Schema Schema => _batches.Schema;

        public IReadOnlyList<ISplit> Splits() => _batches.Splits();

        public ISplitReader Open(ISplit split, SourceContext context)
        {
            clock.Start();
            return _batches.Open(split, context);
        }
    }
}

/// <summary>What one run took and gave.</summary>
internal readonly record struct SuiteRun(double Seconds, long Allocated, long RowsOut);
