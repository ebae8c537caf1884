namespace FlinkSql.Bench.Connectors;

/// <summary>How fast JSON lines are read: all five fields, and two of them.</summary>
internal static class JsonReadBenchmark
{
    public static void Run()
    {
        string path = Path.GetTempFileName();
        ReadBenchmark.WriteFlights(path, 500_000, static (scheduled, delay, distance, origin, destination) =>
            $$"""{"scheduled":"{{scheduled:yyyy-MM-dd HH:mm:ss}}","delay":{{delay}},"distance":{{distance}},"origin":"{{origin}}","destination":"{{destination}}"}""");
        Dictionary<string, string> options = new() { ["path"] = path, ["format"] = "json" };
        ReadBenchmark.Run("json, all 5 fields", ReadBenchmark.Flights, [0, 1, 2, 3, 4], options);
        ReadBenchmark.Run("json, delay and origin", ReadBenchmark.Flights, [1, 3], options);
        File.Delete(path);
    }
}
