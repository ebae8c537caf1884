using System.Numerics;
using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Engine;

/// <summary>
/// <c>SELECT auction, COUNT(*), SUM(price), MAX(price) FROM TUMBLE(bids, 10 s) GROUP BY window, auction</c> on batches
/// in memory, against a loop written by hand that finds the window once per batch and keeps groups in a hash table
/// generic over structs.
/// </summary>
internal static class TumbleBenchmark
{
    private const int Rows = 10_000_000;
    private const int BatchRows = 4096;
    private const long Size = 10_000;

    public static void Run()
    {
        Run(keys: 1_000, markEvery: 20_000);
        Run(keys: 1_000, markEvery: 5);
        Run(keys: 100_000, markEvery: 20_000);
    }

    private static void Run(int keys, int markEvery)
    {
        var context = new BenchContext();
        List<RecordBatch> batches = BenchOperators.Batches(Rows, BatchRows, keys, context.Memory, rowsPerSecond: 100_000, markEvery);
        PhysicalSource bids = BenchOperators.Bids;
        AggregateCall[] calls =
        [
            BenchOperators.Call("COUNT", "bids"), BenchOperators.Call("SUM", "total", 2), BenchOperators.Call("MAX", "best", 2),
        ];
        var window = new PhysicalWindowAggregate(
            bids,
            new GroupWindow(new TumbleWindow(Size), 0, TimeAttribute.Rowtime, LocalTimeZone: false),
            [1],
            calls.ToEquatable(),
            [new WindowOutput(WindowProperty.Start, "window_start")],
            InputRetracts: false);
        Func<Operator> create = BenchOperators.Compile(window);
        var output = new DiscardOutput();
        long handRows = 0;
        BenchOperators.Compare(
            $"TUMBLE, {keys:N0} keys, a watermark every {markEvery} rows",
            Rows,
            7,
            () =>
            {
                Operator generated = create();
                generated.Open(context, output);
                foreach (RecordBatch batch in batches)
                {
                    generated.Process(0, batch.Retain());
                }

                generated.OnEnd();
                generated.Close();
            },
            () =>
            {
                var hand = new HandWritten();
                hand.Run(batches);
                handRows += hand.Rows;
            });
        if (output.Rows != handRows)
        {
            throw new InvalidOperationException($"generated code gave {output.Rows} groups, the loop {handRows}");
        }
    }

    /// <summary>The loop one would write by hand.</summary>
    private sealed class HandWritten
    {
        private readonly Table<Totals> _table = new();
        private long _window = long.MinValue;

        public long Rows { get; private set; }

        public void Run(List<RecordBatch> batches)
        {
            foreach (RecordBatch batch in batches)
            {
                ReadOnlySpan<long> ts = batch.Values<long>(0), auction = batch.Values<long>(1), price = batch.Values<long>(2);
                long least = TensorMin(ts), greatest = TensorMax(ts);
                if (Start(least) != Start(greatest))
                {
                    int split = 0;
                    while (split < ts.Length)
                    {
                        long window = Start(ts[split]);
                        int end = split;
                        while (end < ts.Length && ts[end] - window < Size)
                        {
                            end++;
                        }

                        Enter(window);
                        Add(auction[split..end], price[split..end]);
                        split = end;
                    }

                    continue;
                }

                Enter(Start(least));
                Add(auction, price);
            }

            Enter(long.MinValue);
        }

        private static long Start(long time) => time - (time % Size);

        private void Enter(long window)
        {
            if (window != _window)
            {
                Rows += _table.Count;
                _table.Clear();
                _window = window;
            }
        }

        // Optimized from its first call on, as generated code is.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Add(ReadOnlySpan<long> auction, ReadOnlySpan<long> price)
        {
            for (int row = 0; row < auction.Length; row++)
            {
                ref Totals totals = ref _table.GetOrAdd(auction[row]);
                long value = price[row];
                totals.Best = totals.Count == 0 ? value : Math.Max(totals.Best, value);
                totals.Count++;
                totals.Total += value;
            }
        }

        private static long TensorMin(ReadOnlySpan<long> values)
        {
            long least = long.MaxValue;
            var vector = new Vector<long>(long.MaxValue);
            int at = 0;
            for (; at <= values.Length - Vector<long>.Count; at += Vector<long>.Count)
            {
                vector = Vector.Min(vector, new Vector<long>(values[at..]));
            }

            for (int lane = 0; lane < Vector<long>.Count; lane++)
            {
                least = Math.Min(least, vector[lane]);
            }

            for (; at < values.Length; at++)
            {
                least = Math.Min(least, values[at]);
            }

            return least;
        }

        private static long TensorMax(ReadOnlySpan<long> values)
        {
            long greatest = long.MinValue;
            var vector = new Vector<long>(long.MinValue);
            int at = 0;
            for (; at <= values.Length - Vector<long>.Count; at += Vector<long>.Count)
            {
                vector = Vector.Max(vector, new Vector<long>(values[at..]));
            }

            for (int lane = 0; lane < Vector<long>.Count; lane++)
            {
                greatest = Math.Max(greatest, vector[lane]);
            }

            for (; at < values.Length; at++)
            {
                greatest = Math.Max(greatest, values[at]);
            }

            return greatest;
        }
    }

    private struct Totals
    {
        public long Count;
        public long Total;
        public long Best;
    }

    /// <summary>Open addressing, keys and states side by side, power of two.</summary>
    private sealed class Table<T>
        where T : struct
    {
        private Slot[] _slots = new Slot[2048];
        private int _shift = 64 - 11;

        public int Count { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ref T GetOrAdd(long key)
        {
            Slot[] slots = _slots;
            int at = (int)(((ulong)key * 0x9E3779B97F4A7C15) >> _shift);
            while (true)
            {
                ref Slot slot = ref slots[at];
                if (slot.Used && slot.Key == key)
                {
                    return ref slot.State;
                }

                if (!slot.Used)
                {
                    return ref Add(key, at);
                }

                at = (at + 1) & (slots.Length - 1);
            }
        }

        public void Clear()
        {
            Array.Clear(_slots);
            Count = 0;
        }

        private ref T Add(long key, int at)
        {
            if (Count * 2 >= _slots.Length)
            {
                Slot[] old = _slots;
                _slots = new Slot[old.Length * 2];
                _shift--;
                Count = 0;
                foreach (Slot slot in old)
                {
                    if (slot.Used)
                    {
                        GetOrAdd(slot.Key) = slot.State;
                    }
                }

                return ref GetOrAdd(key);
            }

            Count++;
            ref Slot free = ref _slots[at];
            free.Used = true;
            free.Key = key;
            return ref free.State;
        }

        private struct Slot
        {
            public long Key;
            public T State;
            public bool Used;
        }
    }
}
