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

// Vertex 0: Watermark
//   Watermark 1:77
internal sealed class Q1_Vertex0_BidsWatermark(Constants constants)
    : DelayedWatermarkOperator(rowtimeColumn: 2, delay: 4000, NullRowtime.Fail, onEvent: false)
{
}

// Vertex 0: Calc -> WindowAggregate -> Calc
//   Calc 1:148
//   WindowAggregate 1:42
//   Calc 1:42
internal sealed class Q1_Vertex0_ChannelWindow(Constants constants)
    : SlicedWindowAggregateOperator<Q1_Vertex0_ChannelWindow.Key, Q1_Vertex0_ChannelWindow.State>(
        WindowShape.Hop(slide: 2000, size: 10_000), constants.Schema(1), WindowTime.Event)
{
    private static readonly int[] NullableColumns = [1, 2];

    private FixedBuilder<long> _windowEnd = null!;
    private BytesBuilder _channel = null!;
    private FixedBuilder<long> _least = null!;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) AddRows<SomeNulls>(batch, from, to); else AddRows<NoNulls>(batch, from, to);
    }

    private void AddRows<TValidity>(RecordBatch batch, int from, int to) where TValidity : struct, IValidity
    {
        Cells<long> price = batch.Cells<long>(0);
        ReadOnlySpan<long> ts = batch.Values<long>(2);
        Bits tsValid = batch.Validity(2);
        Cells<long> ts2 = batch.Cells<long>(2);
        Bits channelValid = batch.Validity(1);
        BytesView channel = batch.Bytes(1);
        StringDictionary texts = Texts;
        for (int next; from < to; from = next)
        {
            next = FindRun(ts, from, to);
            KeyedTable<Key, State> groups = CurrentGroups;
            for (int row = from; row < next; row++)
            {
                // filter 1:148
                if (!(price[row] > 0)) continue;

                // window 1:42
                bool tsNull = TValidity.IsNull(tsValid, row);
                if (tsNull)
                {
                    SkipRow();
                    continue;
                }

                if (groups is null)
                {
                    if (!Enter(ts2[row], batch, row)) continue;
                    groups = CurrentGroups;
                }

                // group 1:42
                bool channelNull = TValidity.IsNull(channelValid, row);
                ref State state = ref groups.GetOrAdd(new Key { Channel = channelNull ? -1 : texts.Id(channel[row]) });
                state.MinPrice.Add(price[row]);
            }
        }
    }

    protected override void EmitGroup(in Key key, ref State state, long start, long end)
    {
        _windowEnd.Append(end);
        if (key.Channel < 0) _channel.AppendNull(); else _channel.Append(Texts.Text(key.Channel));
        bool minPriceNull = !state.MinPrice.Result(out long minPrice);
        if (minPriceNull) _least.AppendNull(); else _least.Append(minPrice);
        Result.EndRow();
    }

    protected override void Merge(ref State into, ref State from)
    {
        into.MinPrice.Merge(in from.MinPrice);
    }

    protected override void KeepTexts(in Key key, StringDictionary texts)
    {
        texts.Keep(key.Channel);
    }

    protected override Schema KeySchema => constants.Schema(0);

    protected override void SaveKey(in Key key, BatchBuilder rows, StringDictionary texts)
    {
        if (key.Channel < 0) rows.Column(0).AppendNull(); else rows.Bytes(0).Append(texts.Text(key.Channel));
    }

    protected override Key LoadKey(RecordBatch rows, int row) => new Key
    {
        Channel = rows.Column(0).IsNull(row) ? -1 : Texts.Id(rows.Bytes(0)[row]),
    };

    protected override void WriteKey(in Key key, StateWriter writer, StringDictionary texts)
    {
        writer.Write(key.Channel >= 0);
        if (key.Channel >= 0) writer.WriteBytes(texts.Text(key.Channel));
    }

    protected override Key ReadKey(ref StateReader reader, StringDictionary texts) => new Key
    {
        Channel = reader.Read<bool>() ? texts.Id(reader.ReadBytes()) : -1,
    };

    internal struct Key : IStateKey<Key>
    {
        public int Channel;

        public readonly ulong Hash() => KeyBits.Hash(Channel);

        public readonly bool Equals(Key other) => Channel == other.Channel;
    }

    internal struct State
    {
        public WholeExtreme<long, Least<long>> MinPrice;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _windowEnd = Result.Fixed<long>(0);
        _channel = Result.Bytes(1);
        _least = Result.Fixed<long>(2);
    }
}
