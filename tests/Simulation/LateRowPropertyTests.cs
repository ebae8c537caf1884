using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// No row is lost: every row of the input is in a window or found through late_rows, never in both. A failure names its
/// seed.
/// </summary>
public class LateRowPropertyTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData("tumble")]
    [InlineData("hop")]
    [InlineData("cumulate")]
    [InlineData("session")]
    public void Rows_in_are_rows_in_windows_and_late_rows(string kind)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            Check(kind, seed, new SqlConfiguration(new[] { 1, 3, 64, 4096 }[seed % 4], seed / 4 % 2 == 0 ? 1 : 4, seed));
        }
    }

    private static void Check(string kind, int seed, SqlConfiguration configuration)
    {
        var random = new Random(seed);
        int count = random.Next(1, 250);
        long delay = random.Next(0, 20) * 500L;
        using var run = new SqlRun(configuration);
        run.Script($"""
            CREATE TABLE t (id BIGINT, k BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '{Seconds(delay)}' SECOND)
            WITH ('connector' = 'test', 'scan.watermark.emit.strategy' = '{(random.Next(2) == 0 ? "on-event" : "on-periodic")}');
            SET 'pipeline.name' = 'windows';
            """);
        run.Input("t", Rows(random, count));
        string unit = $"INTERVAL '{Seconds(random.Next(1, 8) * 500L)}' SECOND";
        string size = $"INTERVAL '{Seconds(28_000)}' SECOND";
        string function = kind switch
        {
            "tumble" => $"TUMBLE(TABLE t, DESCRIPTOR(ts), {unit})",
            "hop" => $"HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '3.500' SECOND, {size})",
            "cumulate" => $"CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '3.500' SECOND, {size})",
            _ => $"SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), {unit})",
        };

        // With a row's own number among the keys a row shows in its windows by itself; a session is of a key, though.
        string key = kind == "session" ? "k" : "id";
        IReadOnlyList<RecordBatch> result = run.Query($"""
            SELECT {key}, COUNT(*), SUM(id) FROM TABLE({function}) GROUP BY window_start, window_end, {key}
            """);
        string[][] windows = [.. Lines(result)];
        long late = run.Progress.LateRows;
        run.Script("RESET 'pipeline.name';");
        string[][] found = [.. Lines(run.Query("SELECT id, late_by_ms, ts, window_start, window_end, late_watermark FROM late_rows('windows')"))];

        string what = $"seed {seed}, {kind}, {function}, delay {delay}, {configuration}";
        Assert.True(late == found.Length, $"{what}: {late} late rows counted, {found.Length} found");
        long[] lateIds = [.. found.Select(row => Number(row[0]))];
        Assert.True(lateIds.Distinct().Count() == lateIds.Length, $"{what}: a late row was found twice");
        if (kind == "session")
        {
            Assert.True(count == windows.Sum(row => Number(row[1])) + found.Length, $"{what}: {found.Length} late");
            Assert.True(
                count * (count - 1L) / 2 == windows.Sum(row => Number(row[2])) + lateIds.Sum(), $"{what}: other rows than those that came");
        }
        else
        {
            IEnumerable<long> all = windows.Select(row => Number(row[0])).Distinct().Concat(lateIds).Order();
            Assert.True(Enumerable.Range(0, count).Select(id => (long)id).SequenceEqual(all), $"{what}: {string.Join(' ', all)}");
        }

        // A late row says when its window closed: before the watermark, and not before its own time.
        foreach (string[] row in found)
        {
            DateTime[] times = [.. row[2..].Select(text => DateTime.Parse(text, CultureInfo.InvariantCulture))];
            Assert.True(times[1] <= times[0] && times[0] < times[2] && times[2].AddMilliseconds(-1) <= times[3], $"{what}: {string.Join(' ', row)}");
            Assert.Equal(Number(row[1]), (times[3] - times[2]).TotalMilliseconds + 1);
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Seconds(long ms) => (ms / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines(IReadOnlyList<RecordBatch> batches)
    {
        foreach (RecordBatch batch in batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                yield return [.. Enumerable.Range(0, batch.ColumnCount).Select(column => Text(batch.Column(column).GetValue(row), batch.Column(column).Type))];
            }
        }
    }

    private static string Text(object? value, DataType type) => type is TimestampType
        ? DateTime.UnixEpoch.AddMilliseconds((long)value!).ToString("O", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    // Times walk forward with steps back, across 1970, with ties.
    private static string Rows(Random random, int count)
    {
        var text = new StringBuilder();
        long time = random.Next(-20, 20) * 1000L;
        for (int row = 0; row < count; row++)
        {
            time += random.Next(0, 4) * 200L;
            long back = random.Next(3) == 0 ? random.Next(0, 300) * 100L : 0;
            string at = DateTime.UnixEpoch.AddMilliseconds(time - back).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            text.Append($"+I {row} {random.Next(5)} {at}\n");
        }

        return text.ToString();
    }
}
