using FlinkSql.Engine;
using FlinkSql.Tests.Architecture;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Sql;

/// <summary>Late rows on real data, exact to the row.</summary>
public class FlightsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2", 3013, 540)]
    [InlineData("6", 3070, 4)]
    [InlineData("30", 3071, 0)]
    public void The_flights_of_the_examples_have_as_many_late_rows_as_they_have(string delay, long windows, long late) =>
        Check(RepositoryRoot.File("examples", "data", "flights.csv"), delay, windows, late);

    [Theory]
    [InlineData("2", 28_536, 3_611)]
    [InlineData("6", 28_787, 57)]
    [InlineData("30", 28_794, 0)]
    public void The_flights_of_a_month_have_as_many_late_rows_as_they_have(string delay, long windows, long late)
    {
        string file = Path.Combine(RepositoryRoot.Path, "..", "shared", "data", "flights-200k.csv");
        if (!File.Exists(file))
        {
            output.WriteLine("the larger file is not beside the repository: nothing was checked");
            return;
        }

        Check(file, delay, windows, late);
    }

    private static void Check(string file, string delay, long windows, long late)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        session.Execute($"""
            CREATE TABLE flights (scheduled TIMESTAMP(3), delay INT, distance INT, origin STRING, destination STRING,
              WATERMARK FOR scheduled AS scheduled - INTERVAL '{delay}' HOUR)
            WITH ('connector' = 'filesystem', 'path' = '{file}', 'format' = 'csv', 'csv.header' = 'true')
            """);
        session.Execute("CREATE TABLE hourly (start_time TIMESTAMP(3), origin STRING, departures BIGINT) WITH ('connector' = 'blackhole')");
        var insert = (InsertOutcome)session.Execute("""
            INSERT INTO hourly
            SELECT window_start, origin, COUNT(*)
            FROM TUMBLE(TABLE flights, DESCRIPTOR(scheduled), INTERVAL '1' HOUR)
            GROUP BY window_start, window_end, origin
            """);
        Assert.True(insert.Job.Completion().GetAwaiter().GetResult());
        JobProgress progress = insert.Job.Progress();
        Assert.Equal((windows, late), (progress.RowsOut, progress.LateRows));
    }
}
