using FlinkSql.Engine;
using FlinkSql.Engine.Why;

namespace FlinkSql.Cli.Output;

/// <summary>
/// Notices that no row has come for a while, and says why: once for each cause, however long the silence lasts.
/// </summary>
/// <param name="clock">The clock that measures the silence.</param>
/// <param name="rows">How many rows have come so far.</param>
/// <param name="diagnose">Finds the cause.</param>
internal sealed class SilenceWatch(TimeProvider clock, Func<long> rows, Func<Diagnosis> diagnose)
{
    /// <summary>How long a silence is not worth a word.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long _rows = -1;
    private long _since;
    private long _asked;
    private Diagnosis? _told;

    public static SilenceWatch Of(TimeProvider clock, RunningJob job) =>
        new(clock, () => job.Progress().RowsOut, job.WhyNoOutput);

    /// <summary>What to tell now; null when there is nothing, or nothing new.</summary>
    public string? Check()
    {
        long now = clock.GetTimestamp();
        long rowsNow = rows();
        if (rowsNow != _rows)
        {
            _rows = rowsNow;
            _since = now;
            return null;
        }

        TimeSpan silence = clock.GetElapsedTime(_since, now);
        if (silence < Patience || (_told is not null && clock.GetElapsedTime(_asked, now) < Interval))
        {
            return null;
        }

        _asked = now;
        Diagnosis found = diagnose();
        if (found.Cause is Cause.Starting or Cause.Flowing or Cause.Finished or Cause.Stopped or Cause.Failed
            || found.IsSameAs(_told))
        {
            return null;
        }

        _told = found;
        return $"no rows for {Summary.Time(silence)}. {DiagnosisText.Print(found)}";
    }
}
