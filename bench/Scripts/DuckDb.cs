namespace FlinkSql.Bench.Scripts;

/// <summary>DuckDB in node, where DUCKDB_NODE names a folder in which the package @duckdb/node-api is installed.</summary>
internal sealed class DuckDb
{
    public const string Missing =
        "DuckDB is not compared: it needs node, and DUCKDB_NODE set to a folder in which `npm install @duckdb/node-api` was run";

    private readonly string _script;

    private DuckDb(string folder)
    {
        _script = Path.Combine(folder, "flinksql-bench.mjs");
        File.WriteAllText(_script,
            """
            import { DuckDBInstance } from '@duckdb/node-api';
            const [threads, query] = process.argv.slice(2);
            const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
            await connection.run(query);
            """);
    }

    public const string Note = "DuckDB: @duckdb/node-api, the time of the whole process";

    public static DuckDb? Find() => Environment.GetEnvironmentVariable("DUCKDB_NODE") is { Length: > 0 } folder
        && Directory.Exists(Path.Combine(folder, "node_modules", "@duckdb", "node-api")) ? new DuckDb(folder) : null;

    public ProcessRun Run(FlightsFile file, int threads)
    {
        string output = file.Output + ".duck";
        string query =
            "COPY (SELECT time_bucket(INTERVAL '1 hour', scheduled::TIMESTAMP) AS start_time, origin, count(*) AS departures, avg(delay) AS average_delay, "
            + $"max(delay) AS worst_delay FROM {file.DuckDbReader} GROUP BY 1, 2) TO '{output}' (HEADER false)";
        ProcessRun run = ProcessRun.Of("node", [_script, $"{threads}", query]);
        return run with { RowsOut = File.ReadLines(output).LongCount() };
    }
}
