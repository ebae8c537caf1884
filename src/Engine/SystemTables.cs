using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;

namespace FlinkSql.Engine;

/// <summary>
/// The database <c>system</c>: what the jobs of the session do, as tables. A query reads them as they are when it is
/// started.
/// </summary>
internal sealed class SystemTables(SessionJobs jobs, TimeProvider clock)
{
    /// <summary>The name of the database.</summary>
    public const string Database = "system";

    private static readonly TableOption Connector = new(ConnectorGateway.ConnectorKey, Database);
    private static readonly DataType Text = DataTypes.String.NotNull();
    private static readonly DataType Long = DataTypes.BigInt.NotNull();
    private static readonly DataType Int = DataTypes.Int.NotNull();

    private static readonly Dictionary<string, Schema> Schemas = new()
    {
        ["jobs"] = Columns(
            ("id", Text), ("name", Text), ("state", Text), ("started", DataTypes.TimestampLtz3.NotNull()), ("elapsed_ms", Long),
            ("rows_in", Long), ("rows_out", Long), ("late_rows", Long), ("bad_records", Long), ("parallelism", Int), ("sql", Text)),
        ["operators"] = Columns(
            ("job_id", Text), ("vertex", Int), ("operator", Int), ("name", Text), ("subtask", Int), ("rows_in", Long),
            ("rows_out", Long), ("late_rows", Long), ("bad_records", Long), ("bytes", Long), ("state_entries", Long),
            ("state_expired", Long), ("watermark", DataTypes.Timestamp3)),
        ["watermarks"] = Columns(
            ("job_id", Text), ("vertex", Int), ("operator", Text), ("subtask", Int), ("watermark", DataTypes.Timestamp3),
            ("lag_ms", DataTypes.BigInt), ("idle", DataTypes.Boolean.NotNull()), ("ended", DataTypes.Boolean.NotNull())),
        ["late_rows"] = SystemLateRows.Columns,
        ["errors"] = Columns(
            ("job_id", Text), ("occurred", DataTypes.TimestampLtz3), ("code", Text), ("message", Text),
            ("hint", DataTypes.String), ("operator", DataTypes.String)),
    };

    /// <summary>The tables of the database.</summary>
    public static IEnumerable<TableDescriptor> All =>
        Schemas.Select(table => EngineTable.Describe(table.Key, table.Value, bounded: true, Connector));

    /// <summary>The rows of a table as they are now; null for a table that is not of the database.</summary>
    public ISource? CreateSource(TableDescriptor table, IEnumerable<int> columns)
    {
        if (table.Option(ConnectorGateway.ConnectorKey) != Database)
        {
            return null;
        }

        int[] wanted = [.. columns];
        if (table.Path.Name == "late_rows")
        {
            return new SystemLateRows(jobs.All, wanted);
        }

        IEnumerable<object?[]> rows = table.Path.Name switch
        {
            "jobs" => jobs.All.Select(Job),
            "operators" => jobs.All.SelectMany(Operators),
            "watermarks" => jobs.All.SelectMany(Watermarks),
            "errors" => jobs.All.SelectMany(Errors),
            _ => throw new InvalidOperationException($"engine: {table.Path} is not a system table"),
        };
        return ValuesSource.Of(
            Schemas[table.Path.Name].Select(wanted),
            [.. rows.Select(row => wanted.Select(column => row[column]).ToArray())]);
    }

    public static Schema Columns(params ReadOnlySpan<(string Name, DataType Type)> columns) =>
        new(columns.ToArray().Select(column => new Field(column.Name, column.Type)).ToEquatable());

    private static object?[] Job(RunningJob job)
    {
        JobProgress progress = job.Progress();
        return
        [
            job.Id.ToString(), job.Name, job.State.ToString().ToUpperInvariant(), job.StartedAt.ToUnixTimeMilliseconds(), (long)job.Elapsed.TotalMilliseconds,
            progress.RowsIn, progress.RowsOut, progress.LateRows, progress.BadRecords, job.Parallelism, job.Sql,
        ];
    }

    private static IEnumerable<object?[]> Operators(RunningJob job) => job.Subtasks().Select(subtask => new object?[]
    {
        job.Id.ToString(), subtask.Vertex, subtask.Operator, subtask.Name, subtask.Subtask, subtask.RowsIn, subtask.RowsOut,
        subtask.LateRows, subtask.BadRecords, subtask.Bytes, subtask.StateEntries,
        subtask.ExpiredState, Time(subtask.Watermark),
    });

    private IEnumerable<object?[]> Watermarks(RunningJob job)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return job.Subtasks().Select(subtask => new object?[]
        {
            job.Id.ToString(), subtask.Vertex, subtask.Name, subtask.Subtask, Time(subtask.Watermark),
            Time(subtask.Watermark) is { } time ? now - time : null, subtask.Idle, subtask.Watermark == WatermarkElement.Max,
        });
    }

    private static IEnumerable<object?[]> Errors(RunningJob job)
    {
        if (job.Failure is { } failure)
        {
            foreach (Diagnostic diagnostic in failure.Diagnostics)
            {
                yield return
                [
                    job.Id.ToString(), job.EndedAt, diagnostic.Code, diagnostic.Message, diagnostic.Hint, job.FailedOperator,
                ];
            }
        }
    }

    private static long? Time(long watermark) =>
        watermark is WatermarkElement.Min or WatermarkElement.Max ? null : watermark;
}
