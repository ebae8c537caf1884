using System.Globalization;
using FlinkSql.Bench.Connectors;
using FlinkSql.Engine;

namespace FlinkSql.Bench.Scripts;

/// <summary>A file of flights in one format, the same flights in each.</summary>
internal sealed record FlightsFile(string Format, string Path, string? DuckDbReader)
{
    private const string Columns = "scheduled TIMESTAMP(3), delay INT, distance INT, origin STRING, destination STRING";

    public string Output => System.IO.Path.ChangeExtension(Path, ".out.csv");

    /// <summary>The script that aggregates the file into <see cref="Output"/>.</summary>
    public string Script =>
        $"""
        CREATE TABLE flights ({Columns}, WATERMARK FOR scheduled AS scheduled - INTERVAL '2' HOUR)
        WITH ('connector' = 'filesystem', 'path' = '{Path}', 'format' = '{Format}'{(Format == "csv" ? ", 'csv.header' = 'true'" : "")});
        CREATE TABLE result (start_time TIMESTAMP(3), origin STRING, departures BIGINT, average_delay DOUBLE, worst_delay INT)
        WITH ('connector' = 'filesystem', 'path' = '{Output}', 'format' = 'csv');
        INSERT INTO result
        SELECT window_start, origin, COUNT(*), AVG(CAST(delay AS DOUBLE)), MAX(delay)
        FROM TUMBLE(TABLE flights, DESCRIPTOR(scheduled), INTERVAL '1' HOUR)
        GROUP BY window_start, window_end, origin;
        """;

    /// <summary>Writes the files.</summary>
    public static IEnumerable<FlightsFile> All(string folder, int rows)
    {
        string csv = System.IO.Path.Combine(folder, "flights.csv");
        ReadBenchmark.WriteFlights(csv, rows, (scheduled, delay, distance, origin, destination) =>
            $"{Text(scheduled)},{delay},{distance},{origin},{destination}");
        File.WriteAllLines(csv + ".head", ["scheduled,delay,distance,origin,destination", .. File.ReadLines(csv)]);
        File.Move(csv + ".head", csv, overwrite: true);
        yield return new FlightsFile("csv", csv, $"read_csv('{csv}', header = true)");
        string json = System.IO.Path.Combine(folder, "flights.json");
        ReadBenchmark.WriteFlights(json, rows, (scheduled, delay, distance, origin, destination) =>
            $$"""{"scheduled":"{{Text(scheduled)}}","delay":{{delay}},"distance":{{distance}},"origin":"{{origin}}","destination":"{{destination}}"}""");
        yield return new FlightsFile("json", json, $"read_json('{json}', format = 'newline_delimited')");
        string arrow = System.IO.Path.Combine(folder, "flights.arrow");
        Convert(csv, arrow);
        yield return new FlightsFile("arrow", arrow, null);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void Convert(string csv, string arrow)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        session.Execute($"CREATE TABLE flights ({Columns}) WITH ('connector' = 'filesystem', 'path' = '{csv}', 'format' = 'csv', 'csv.header' = 'true')");
        session.Execute($"CREATE TABLE copy ({Columns}) WITH ('connector' = 'filesystem', 'path' = '{arrow}', 'format' = 'arrow')");
        ((InsertOutcome)session.Execute("INSERT INTO copy SELECT * FROM flights")).Job.Completion().GetAwaiter().GetResult();
    }
}
