namespace FlinkSql.Bench.Connectors;

/// <summary>How fast CSV is read: all columns, and the two that an average by origin needs.</summary>
internal static class CsvReadBenchmark
{
    public static void Run(string? path = null)
    {
        string? temporary = null;
        if (path is null)
        {
            temporary = path = Path.GetTempFileName();
            ReadBenchmark.WriteFlights(path, 1_000_000, static (scheduled, delay, distance, origin, destination) =>
                $"{scheduled:yyyy-MM-dd HH:mm:ss},{delay},{distance},{origin},{destination}");
        }

        Dictionary<string, string> options = new()
        {
            ["path"] = path,
            ["format"] = "csv",
            ["csv.header"] = temporary is null ? "true" : "false",
        };
        ReadBenchmark.Run("csv, all 5 columns", ReadBenchmark.Flights, [0, 1, 2, 3, 4], options);
        ReadBenchmark.Run("csv, delay and origin", ReadBenchmark.Flights, [1, 3], options);
        if (temporary is not null)
        {
            File.Delete(temporary);
        }
    }
}
