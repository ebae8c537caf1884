using System.Diagnostics;

namespace FlinkSql.Bench.Suite;

/// <summary>
/// The clock of the suite: that on the wall, or with BENCH_CLOCK=cpu the processor time of the process, which says more
/// on a machine that does other work at the same time, and nothing about parallelism 2.
/// </summary>
internal static class SuiteClock
{
    private static readonly bool Processor = Environment.GetEnvironmentVariable("BENCH_CLOCK") == "cpu";

    public static double Seconds => Processor
        ? Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds
        : (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
}
