namespace FlinkSql.Runtime.Job;

/// <summary>Whether and when a job that failed is started again, <c>restart-strategy.type</c>.</summary>
public abstract record RestartStrategy
{
    /// <summary>Never.</summary>
    public static readonly RestartStrategy None = new Never();

    /// <summary>How long to wait before the next start; null gives up.</summary>
    /// <param name="failures">When each failure so far was, this one last.</param>
    internal abstract TimeSpan? Delay(IReadOnlyList<DateTimeOffset> failures);

    private sealed record Never : RestartStrategy
    {
        internal override TimeSpan? Delay(IReadOnlyList<DateTimeOffset> failures) => null;
    }
}

/// <summary>A number of times, with the same wait before each.</summary>
public sealed record FixedDelayRestart(int Attempts, TimeSpan Wait) : RestartStrategy
{
    internal override TimeSpan? Delay(IReadOnlyList<DateTimeOffset> failures) =>
        failures.Count <= Attempts ? Wait : null;
}

/// <summary>Any number of times, as long as there are not too many within an interval.</summary>
public sealed record FailureRateRestart(int MaxFailures, TimeSpan Interval, TimeSpan Wait) : RestartStrategy
{
    internal override TimeSpan? Delay(IReadOnlyList<DateTimeOffset> failures) =>
        failures.Count(failure => failures[^1] - failure <= Interval) <= MaxFailures ? Wait : null;
}

/// <summary>Waits that grow from failure to failure, and begin anew once the job has run well for long enough.</summary>
public sealed record ExponentialDelayRestart(
    TimeSpan Initial, TimeSpan Greatest, double Factor, TimeSpan ResetAfter, int Attempts = int.MaxValue) : RestartStrategy
{
    internal override TimeSpan? Delay(IReadOnlyList<DateTimeOffset> failures)
    {
        int run = 1;
        while (run < failures.Count && failures[^run] - failures[^(run + 1)] < ResetAfter)
        {
            run++;
        }

        double factor = Math.Pow(Factor, run - 1);
        return run > Attempts ? null : TimeSpan.FromTicks((long)Math.Min(Greatest.Ticks, Initial.Ticks * factor));
    }
}
