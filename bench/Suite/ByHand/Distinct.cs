using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>COUNT(DISTINCT) in a TUMBLE by a key of few values (columns: time, key, value): one set of packed pairs.</summary>
internal sealed class Distinct
{
    private readonly HandOutput _output = new(5);
    private readonly OpenWindows<Window> _windows;

    private Distinct(long size) => _windows = new(size, () => new Window(), Fire);

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new Distinct(size);
        WindowRuns.Each(batches, size, null, loop.OnRun, loop._windows.Close);
        return loop._output.Rows;
    };

    private void OnRun(long start, int from, int to, RecordBatch batch) =>
        Add(_windows.At(start), batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Window window, ReadOnlySpan<long> key, ReadOnlySpan<long> value)
    {
        for (int row = 0; row < key.Length; row++)
        {
            ref bool seen = ref window.Seen.GetOrAdd((key[row] << 40) ^ value[row]);
            if (!seen)
            {
                seen = true;
                window.Table.GetOrAdd(key[row]).Add(0);
            }
        }
    }

    private void Fire(long start, Window window)
    {
        foreach (ref HandTable<Totals>.Slot slot in window.Table.Slots)
        {
            if (slot.Used)
            {
                _output.Write(start, slot.Key, in slot.State);
            }
        }

        window.Table.Clear();
        window.Seen.Clear();
    }

    private sealed class Window
    {
        public HandTable<Totals> Table { get; } = new();

        public HandTable<bool> Seen { get; } = new();
    }
}
