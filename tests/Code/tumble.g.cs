== Code ==
#nullable enable
namespace FlinkSql.Generated;

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using FlinkSql.Codegen.Support;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Functions;
using FlinkSql.Functions.State;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;
using FlinkSql.Functions.Aggregates;
using Count = FlinkSql.Functions.Aggregates.Count;

// Vertex 0: Watermark
//   Watermark 1:117
internal sealed class Q1_Vertex0_BidsWatermark(Constants constants)
    : WatermarkAssignerOperator(rowtimeColumn: 2, NullRowtime.Fail, onEvent: false)
{
    private static readonly int[] NullableColumns = [2];

    protected override void Compute(RecordBatch batch, Span<long> watermarks)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) Compute<SomeNulls>(batch, watermarks); else Compute<NoNulls>(batch, watermarks);
    }

    private void Compute<TValidity>(RecordBatch batch, Span<long> watermarks) where TValidity : struct, IValidity
    {
        Bits tsValid = batch.Validity(2);
        ReadOnlySpan<long> ts = batch.Values<long>(2);
        for (int row = 0; row < watermarks.Length; row++)
        {
            bool tsNull = TValidity.IsNull(tsValid, row);
            watermarks[row] = tsNull ? long.MinValue : ts[row] - 4000;
        }
    }
}

// Vertex 0: WindowAggregate -> Calc
//   WindowAggregate 1:44
//   Calc 1:44
internal sealed class Q1_Vertex0_AuctionWindow(Constants constants)
    : SlicedWindowAggregateOperator<Q1_Vertex0_AuctionWindow.Key, Q1_Vertex0_AuctionWindow.State>(
        WindowShape.Tumble(size: 10_000), constants.Schema(1), WindowTime.Event)
{
    private static readonly int[] NullableColumns = [2];

    private FixedBuilder<long> _windowStart = null!;
    private FixedBuilder<long> _auction = null!;
    private FixedBuilder<long> _n = null!;
    private FixedBuilder<long> _total = null!;
    private FixedBuilder<long> _best = null!;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) AddRows<SomeNulls>(batch, from, to); else AddRows<NoNulls>(batch, from, to);
    }

    private void AddRows<TValidity>(RecordBatch batch, int from, int to) where TValidity : struct, IValidity
    {
        Bits tsValid = batch.Validity(2);
        ReadOnlySpan<long> ts = batch.Values<long>(2);
        ReadOnlySpan<long> auction = batch.Values<long>(0);
        ReadOnlySpan<long> price = batch.Values<long>(1);
        long start = CurrentStart;
        KeyedTable<Key, State> groups = CurrentGroups;
        for (int row = from; row < to; row++)
        {
            // window 1:44
            bool tsNull = TValidity.IsNull(tsValid, row);
            if (tsNull)
            {
                SkipRow();
                continue;
            }

            long timeOfRow = ts[row];
            if ((ulong)(timeOfRow - start) >= 10_000)
            {
                if (!Enter(timeOfRow, batch, row)) continue;
                start = CurrentStart;
                groups = CurrentGroups;
            }

            // group 1:44
            ref State state = ref groups.GetOrAdd(new Key { Auction = auction[row] }, out _);
            state.Count.Add();
            state.SumPrice.Add(price[row]);
            state.MaxPrice.Add(price[row]);
        }
    }

    protected override void EmitGroup(in Key key, ref State state, long start, long end)
    {
        _windowStart.Append(start);
        _auction.Append(key.Auction);
        state.Count.Result(out long count);
        _n.Append(count);
        bool sumPriceNull = !state.SumPrice.Result(out long sumPrice);
        if (sumPriceNull) _total.AppendNull(); else _total.Append(sumPrice);
        bool maxPriceNull = !state.MaxPrice.Result(out long maxPrice);
        if (maxPriceNull) _best.AppendNull(); else _best.Append(maxPrice);
        Result.EndRow();
    }

    protected override Schema KeySchema => constants.Schema(0);

    protected override void SaveKey(in Key key, BatchBuilder rows, StringDictionary texts)
    {
        rows.Fixed<long>(0).Append(key.Auction);
    }

    protected override Key LoadKey(RecordBatch rows, int row) => new Key
    {
        Auction = rows.Values<long>(0)[row],
    };

    protected override void WriteKey(in Key key, StateWriter writer, StringDictionary texts)
    {
        writer.Write(key.Auction);
    }

    protected override Key ReadKey(ref StateReader reader, StringDictionary texts) => new Key
    {
        Auction = reader.Read<long>(),
    };

    internal struct Key : IStateKey<Key>
    {
        public long Auction;

        public readonly ulong Hash() => KeyBits.Hash(Auction);

        public readonly bool Equals(Key other) => Auction == other.Auction;
    }

    internal struct State
    {
        public Count Count;
        public IntegerSum<long> SumPrice;
        public Extreme<long, Greatest<long>> MaxPrice;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _windowStart = Result.Fixed<long>(0);
        _auction = Result.Fixed<long>(1);
        _n = Result.Fixed<long>(2);
        _total = Result.Fixed<long>(3);
        _best = Result.Fixed<long>(4);
    }
}
