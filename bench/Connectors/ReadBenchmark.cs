using System.Diagnostics;
using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Connectors;

/// <summary>Reads a file table on one thread and prints rows a second: the median of several runs.</summary>
internal static class ReadBenchmark
{
    private const int Runs = 5;
    private const int BatchRows = 4_096;

    /// <summary>The schema of the flight data that ships with the examples.</summary>
    public static readonly Schema Flights = new([
        new("scheduled", DataTypes.Timestamp3),
        new("delay", DataTypes.Int),
        new("distance", DataTypes.Int),
        new("origin", DataTypes.String),
        new("destination", DataTypes.String)]);

    public static void Run(
        string title, Schema schema, int[] columns, Dictionary<string, string> options, string connectorName = "filesystem")
    {
        var table = new ConnectorTable("bench", schema, [], [], options);
        IConnector connector = new ConnectorRegistry().Get(connectorName);
        connector.Describe(table);
        long rows = ReadAll(connector, table, columns);
        double[] rates = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            ReadAll(connector, table, columns);
            rates[run] = rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(rates);
        Console.WriteLine($"{title,-40} {rates[Runs / 2] / 1e6,8:F2} M rows/s   ({rows:N0} rows)");
    }

    /// <summary>A file of made-up flights, the same in every run.</summary>
    public static string WriteFlights(string path, int rows, Func<DateTime, int, int, string, string, string> spell)
    {
        string[] airports = ["LAX", "ATL", "ANC", "RIC", "ORF", "JFK", "ORD", "DFW", "SEA", "DEN"];
        var random = new Random(7);
        DateTime time = new(2001, 1, 1);
        using var writer = new StreamWriter(path);
        for (int row = 0; row < rows; row++)
        {
            time = time.AddSeconds(random.Next(0, 25));
            DateTime scheduled = time.AddMinutes(-random.Next(0, 90));
            scheduled = scheduled.AddSeconds(-scheduled.Second);
            writer.WriteLine(spell(
                scheduled, random.Next(-80, 200), random.Next(70, 2_800),
                airports[random.Next(10)], airports[random.Next(10)]));
        }

        return path;
    }

    private static long ReadAll(IConnector connector, ConnectorTable table, int[] columns)
    {
        ISource source = connector.CreateSource(table, columns);
        var context = new SourceContext(
            BufferPool.Shared, TimeProvider.System, TimeZoneInfo.Utc, new OperatorMetrics("bench", 0), 0);
        var builder = new BatchBuilder(source.Schema, BufferPool.Shared);
        long rows = 0;
        foreach (ISplit split in source.Splits())
        {
            using ISplitReader reader = source.Open(split, context);
            while (reader.Read(builder, BatchRows).State != ReadState.End)
            {
                if (builder.RowCount >= BatchRows)
                {
                    rows += Flush(builder);
                }
            }
        }

        return rows + Flush(builder);
    }

    private static int Flush(BatchBuilder builder)
    {
        using RecordBatch batch = builder.Build();
        return batch.RowCount;
    }
}
