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
//   Watermark 1:108
internal sealed class Q1_Vertex0_BidsWatermark(Constants constants)
    : DelayedWatermarkOperator(rowtimeColumn: 2, delay: 4000, NullRowtime.Fail, onEvent: false)
{
}

// Vertex 0: WindowAggregate -> Calc
//   WindowAggregate 1:42
//   Calc 1:42
internal sealed class Q1_Vertex0_ChannelWindow(Constants constants)
    : UpdatingSlicedWindowAggregateOperator<Q1_Vertex0_ChannelWindow.Key, Q1_Vertex0_ChannelWindow.State, Q1_Vertex0_ChannelWindow.Values>(
        WindowShape.Hop(slide: 2000, size: 10_000), constants.Schema(1), WindowTime.Event, new WindowFiring { AllowedLateness = 5000, Early = new(0), Late = new(0) })
{
    private static readonly int[] NullableColumns = [0, 1, 2];

    private FixedBuilder<long> _windowEnd = null!;
    private BytesBuilder _channel = null!;
    private BytesBuilder _greatest = null!;
    private BytesBuilder _cause = null!;
    private int _site = 0;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        try
        {
            bool hasNulls = batch.HasNulls(NullableColumns);
            if (hasNulls) AddRows<SomeNulls>(batch, from, to); else AddRows<NoNulls>(batch, from, to);
        }
        catch (QueryException failure)
        {
            throw constants.Failure(_site, failure);
        }
    }

    private void AddRows<TValidity>(RecordBatch batch, int from, int to) where TValidity : struct, IValidity
    {
        Bits tsValid = batch.Validity(2);
        Cells<long> ts = batch.Cells<long>(2);
        Bits channelValid = batch.Validity(0);
        BytesView channel = batch.Bytes(0);
        StringDictionary texts = Texts;
        Bits noteValid = batch.Validity(1);
        BytesView note = batch.Bytes(1);
        int nextMark = NextMark;
        for (int row = from; row < to; row++)
        {
            if (row == nextMark)
            {
                nextMark = PassMarks(row);
            }

            // window 1:42
            bool tsNull = TValidity.IsNull(tsValid, row);
            if (tsNull)
            {
                SkipRow();
                continue;
            }

            long timeOfRow = ts[row];
            int windows = Enter(timeOfRow, batch, row);
            if (windows == 0) continue;

            // group 1:42
            bool channelNull = TValidity.IsNull(channelValid, row);
            Key key = new Key { Channel = channelNull ? -1 : texts.Id(channel[row]) };
            for (int window = 0; window < windows; window++)
            {
                ref WindowGroup<State, Values> group = ref Group(window, in key);
                ref State state = ref group.State;
                bool noteNull = TValidity.IsNull(noteValid, row);
                if (!noteNull)
                {
                    _site = 0;
                    state.MaxNote.Add(note[row]);
                }

                Change(window, in key, ref group);
            }
        }
    }

    protected override void Emit(RowKind kind, in Key key, in Values values, long start, long end)
    {
        _windowEnd.Append(end);
        if (key.Channel < 0) _channel.AppendNull(); else _channel.Append(Texts.Text(key.Channel));
        if (values.MaxNoteNull) _greatest.AppendNull(); else _greatest.Append(values.MaxNote);
        _cause.Append(ClosedBy);
        Result.EndRow(kind);
    }

    protected override void KeepTexts(in Key key, StringDictionary texts)
    {
        texts.Keep(key.Channel);
    }

    protected override Values Read(ref State state)
    {
        bool maxNoteNull = !state.MaxNote.Result(out ReadOnlySpan<byte> maxNote);
        return new Values
        {
            MaxNote = maxNoteNull ? default : maxNote.ToArray(),
            MaxNoteNull = maxNoteNull,
        };
    }

    internal struct Values : IWindowValues<Values>
    {
        public byte[]? MaxNote;
        public bool MaxNoteNull;

        public readonly bool Same(in Values other) => MaxNoteNull == other.MaxNoteNull && (MaxNoteNull || MaxNote.AsSpan().SequenceEqual(other.MaxNote));

        public readonly void Save(StateWriter writer)
        {
            writer.WriteBytes(MaxNote);
            writer.Write(MaxNoteNull);
        }

        public void Load(ref StateReader reader)
        {
            MaxNote = reader.ReadBytes().ToArray();
            MaxNoteNull = reader.Read<bool>();
        }
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

    protected override void SaveState(ref State state, StateWriter writer)
    {
        state.MaxNote.Save(writer);
    }

    protected override void LoadState(ref State state, ref StateReader reader)
    {
        state.MaxNote.Load(ref reader);
    }

    internal struct State
    {
        public ExtremeText<Greatest<int>> MaxNote;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _windowEnd = Result.Fixed<long>(0);
        _channel = Result.Bytes(1);
        _greatest = Result.Bytes(2);
        _cause = Result.Bytes(3);
    }
}
