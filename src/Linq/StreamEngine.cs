using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Linq.Rows;
using FlinkSql.Linq.Sources;
using FlinkSql.Linq.Translation;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Linq;

/// <summary>
/// The door for C# programs: sequences become streams, and queries over them run on the same engine as SQL. Disposing
/// it ends what still runs.
/// </summary>
public sealed class StreamEngine : IAsyncDisposable
{
    private static readonly FunctionCallSyntax FromSource = new([Syntax.Name("SOURCE_WATERMARK")], []);

    // What makes rows of a query other rows, or the same again, where the query does not say it.
    private static readonly string[] s_modeSettings =
        ["table.exec.output-mode", EmissionSettings.EarlyFireKey, EmissionSettings.LateFireKey];

    private readonly FlinkSqlEngine _engine;
    private readonly bool _ownsRuntime;
    private readonly Lock _statements = new();

    private StreamEngine(EngineOptions options)
    {
        _engine = new FlinkSqlEngine(options);
        _ownsRuntime = options.Runtime is null;
        Session = _engine.OpenSession();

        // A DateTime has no zone; that of the machine must not change what a query gives.
        Session.Settings.Set("table.local-time-zone", "UTC");
    }

    /// <summary>The session behind it: its catalog holds the sources as tables, and it runs SQL over them.</summary>
    public Session Session { get; }

    public static StreamEngine Create(EngineOptions? options = null) => new(options ?? new EngineOptions());

    /// <summary>A stream of rows that are at hand, or are made without waiting: it ends with the sequence.</summary>
    /// <param name="rows">The rows; each query that runs enumerates them once.</param>
    /// <param name="configure">Says what there is to say of them.</param>
    public EventStream<T> From<T>(IEnumerable<T> rows, Action<SourceBuilder<T>>? configure = null) =>
        Add(
            configure,
            bounded: true,
            replayable: SequenceSource<T>.CanReplay(rows),
            (schema, write) => new SequenceSource<T>(rows, schema, write));

    /// <summary>A stream of rows that come when they come.</summary>
    /// <inheritdoc cref="From{T}(IEnumerable{T}, Action{SourceBuilder{T}})"/>
    public EventStream<T> From<T>(IAsyncEnumerable<T> rows, Action<SourceBuilder<T>>? configure = null) =>
        Add(configure, bounded: false, replayable: false, (schema, write) => new AsyncSource<T>(rows, schema, write));

    public async ValueTask DisposeAsync()
    {
        foreach (RunningJob job in Session.Jobs.All)
        {
            job.Cancel();
        }

        // A runtime that was given is driven by whoever gave it.
        if (_ownsRuntime)
        {
            Task ended = Task.WhenAll(Session.Jobs.All.Select(job => job.Completion()));
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _engine.Dispose();
    }

    /// <summary>The query with the mode it is read in, where the session could make it another one.</summary>
    internal StreamQuery Saying(OutputMode mode, StreamQuery query) =>
        query.Emit?.Mode is null && s_modeSettings.Any(Session.Settings.Values.ContainsKey) ? query.In(mode) : query;

    internal RunningQuery Start(StreamQuery query)
    {
        lock (_statements)
        {
            return ((QueryOutcome)Run(query.ToStatement(), Session.Execute)).Query;
        }
    }

    internal string Explain(StreamQuery query, ExplainDetail[] details)
    {
        lock (_statements)
        {
            return Run(new ExplainSyntax([.. details], query.ToStatement()), Session.Explain);
        }
    }

    // The tree has no positions; where something is wrong, the same tree read from its text says where.
    private static T Run<T>(StatementSyntax statement, Func<StatementSyntax, string, T> run)
    {
        string sql = statement.ToString();
        try
        {
            return run(statement, sql);
        }
        catch (EngineException) when (SqlParser.ParseStatement(sql).Value is { } located && located == statement)
        {
            return run(located, sql);
        }
    }

    private EventStream<T> Add<T>(
        Action<SourceBuilder<T>>? configure,
        bool bounded,
        bool replayable,
        Func<Schema, Action<T, BatchBuilder>, ISource> open)
    {
        var said = new SourceBuilder<T>();
        configure?.Invoke(said);
        if (said.Watermark is not null && (said.Time is null || said.MaxDisorder != TimeSpan.Zero))
        {
            throw said.Time is null ? LinqErrors.WatermarkWithoutTime() : LinqErrors.DisorderWithWatermark();
        }

        RowTable rows = RowTable.Of(typeof(T));
        TablePath path = FreePath(said.TableName, typeof(T));
        IdentifierSyntax? time = said.Time is null ? null : Syntax.Name(said.Time.Name);
        var table = new TableDescriptor
        {
            Path = path,
            Columns = [.. rows.Columns.Select(column => new ColumnDescriptor(column.Name, column.Type))],
            Watermark = time is null
                ? null
                : new WatermarkDescriptor(
                    time.Name, said.Watermark is null ? WatermarkOf(time, said.MaxDisorder) : FromSource),
            Options = [.. said.Options.Select(option => new TableOption(option.Key, option.Value))],
            Traits = new SourceSinkTraits
            {
                CanRead = true,
                Bounded = bounded,
                Replayable = replayable,
                GivesWatermarks = said.Watermark is not null,
                MaxReadParallelism = 1,
            },
        };
        Session.AddTable(table, columns =>
        {
            RowColumn[] read = [.. columns.Select(column => rows.Columns[column])];
            var schema = new Schema(read.Select(column => new Field(column.Name, column.Type)).ToEquatable());
            Action<T, BatchBuilder> write = RowWriter.Compile<T>(read);
            return open(schema, said.Watermark is { } after ? WithWatermarks(write, after) : write);
        });
        return new EventStream<T>(
            this, new StreamQuery(new NamedTableSyntax([Syntax.Name(path.Name)]), rows.Shape) { EventTime = time });
    }

    private static Action<T, BatchBuilder> WithWatermarks<T>(Action<T, BatchBuilder> write, Func<T, long?> after) =>
        (row, batch) =>
        {
            write(row, batch);
            if (after(row) is { } watermark)
            {
                batch.AddMark(watermark);
            }
        };

    private static ExpressionSyntax WatermarkOf(IdentifierSyntax time, TimeSpan disorder)
    {
        var column = new ColumnRefSyntax([time]);
        return disorder == TimeSpan.Zero
            ? column
            : Syntax.Binary(column, BinaryOperator.Subtract, LiteralValues.Interval(disorder));
    }

    private TablePath FreePath(string? name, Type row)
    {
        string wanted = name ?? (row.IsGenericType || !char.IsLetter(row.Name[0]) ? "rows" : row.Name);
        TablePath path = new(Session.Catalog.CurrentCatalog, Session.Catalog.CurrentDatabase, wanted);
        for (int number = 2; name is null && Session.Catalog.Find(path) is not null; number++)
        {
            path = path with { Name = $"{wanted}_{number}" };
        }

        return path;
    }
}
