using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation;

/// <summary>Shorthands of the simulation tests.</summary>
internal static class Sim
{
    public static readonly Schema Numbers = new([new Field("n", DataTypes.BigInt)]);

    public static JobMaster Submit(IRuntime runtime, CompiledJob job, int slots = 8, long memory = long.MaxValue) =>
        new JobManager(runtime, new SlotPool(new TaskManager("tm", slots, memory))).Submit(job);

    /// <summary>The numbers from 1 to count as a source.</summary>
    public static ISource Count(int count, int splits = 1) => new ValuesSource(
        Numbers,
        [
            .. Enumerable.Range(0, splits).Select(split => (IReadOnlyList<object?[]>)
                [.. Enumerable.Range(1, count).Where(n => n % splits == split).Select(n => new object?[] { (long)n })]),
        ]);

    public static ISource Forever(int splits = 1) => new ScriptedSource(
        Numbers, [.. Enumerable.Range(0, splits).Select(_ => (IReadOnlyList<object>)[ScriptedSource.Forever])]);

    public static IReadOnlyList<string> Rows(int count) =>
        [.. Enumerable.Range(1, count).Select(n => $"+I {n}").Order(StringComparer.Ordinal)];
}
