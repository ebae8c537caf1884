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
    : DelayedWatermarkOperator(rowtimeColumn: 2, delay: 4000, NullRowtime.Fail, onEvent: false)
{
}

// Vertex 0: WindowAggregate -> Calc
//   WindowAggregate 1:44
//   Calc 1:44
internal sealed class Q1_Vertex0_AuctionWindow(Constants constants)
    : SlicedWindowAggregateOperator<Q1_Vertex0_AuctionWindow.Key, Q1_Vertex0_AuctionWindow.State>(
        WindowShape.Tumble(size: 10_000), constants.Schema(1), WindowTime.Event)
{
    private FixedBuilder<long> _windowStart = null!;
    private FixedBuilder<long> _auction = null!;
    private FixedBuilder<long> _n = null!;
    private FixedBuilder<long> _total = null!;
    private FixedBuilder<long> _best = null!;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        for (int next; from < to; from = next)
        {
            // window 1:44
            next = EnterRun(batch, 2, ref from, to);
            if (from < next) AddRun(batch, from, next, CurrentGroups);
        }
    }

    private void AddRun(RecordBatch batch, int from, int to, KeyedTable<Key, State> groups)
    {
        Cells<long> auction = batch.Cells<long>(0);
        Cells<long> price = batch.Cells<long>(1);
        for (int row = from; row < to; row++)
        {
            // group 1:44
            ref State state = ref groups.GetOrAdd(new Key { Auction = auction[row] });
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
        public WholeSum<long> SumPrice;
        public WholeExtreme<long, Greatest<long>> MaxPrice;
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
