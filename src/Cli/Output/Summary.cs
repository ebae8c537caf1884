using System.Globalization;
using FlinkSql.Engine;

namespace FlinkSql.Cli.Output;

/// <summary>The last line of a run: rows in, rows out, late rows, time.</summary>
internal static class Summary
{
    public static string Of(JobProgress progress, bool finished, long openWindows = 0, string more = "")
    {
        string counts = Counts(progress);
        string windows = openWindows == 0 ? "" : $", {Count(openWindows)} {(openWindows == 1 ? "window" : "windows")} open";
        return finished ? $"{counts}, {Time(progress.Elapsed)}" : $"{counts}; stopped after {Time(progress.Elapsed)}{windows}{more}";
    }

    /// <summary>Rows in, out, late and bad.</summary>
    public static string Counts(JobProgress progress)
    {
        string bad = progress.BadRecords == 0 ? "" : $", {Count(progress.BadRecords)} bad records";
        return $"{Count(progress.RowsIn)} rows in, {Count(progress.RowsOut)} rows out, {Count(progress.LateRows)} late{bad}";
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => $"{time.TotalMilliseconds:0} ms",
        < 60 => $"{time.TotalSeconds:0.00} s",
        _ => $"{(int)time.TotalMinutes}:{time.Seconds:00} min",
    };
}
