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

// Vertex 0: GroupAggregate
//   GroupAggregate 1:27
internal sealed class Q1_Vertex0_ItemGroup(Constants constants)
    : GroupAggregateOperator<Q1_Vertex0_ItemGroup.Key, Q1_Vertex0_ItemGroup.State>(constants.Schema(1))
{
    private static readonly int[] NullableColumns = [0, 1];

    private BytesBuilder _item = null!;
    private FixedBuilder<int> _total = null!;
    private FixedBuilder<int> _most = null!;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) AddRows<SomeNulls>(batch, from, to); else AddRows<NoNulls>(batch, from, to);
    }

    private void AddRows<TValidity>(RecordBatch batch, int from, int to) where TValidity : struct, IValidity
    {
        ReadOnlySpan<RowKind> kinds = batch.Kinds;
        Bits itemValid = batch.Validity(0);
        BytesView item = batch.Bytes(0);
        StringDictionary texts = Texts;
        Bits qtyValid = batch.Validity(1);
        Cells<int> qty = batch.Cells<int>(1);
        KeyedTable<Key, State> groups = Groups;
        bool tracks = groups.TracksChanges;
        for (int row = from; row < to; row++)
        {
            RowKind kind = kinds.IsEmpty ? RowKind.Insert : kinds[row];

            // group 1:27
            bool itemNull = TValidity.IsNull(itemValid, row);
            Key key = new Key { Item = itemNull ? -1 : texts.Id(item[row]) };
            bool added = false;
            ref State state = ref groups.Find(in key);
            if (Unsafe.IsNullRef(ref state))
            {
                if (kind.IsRetraction()) continue;
                state = ref groups.GetOrAdd(in key, out added);
            }

            if (tracks) groups.Changed(ref state);
            Values before = added ? default : Read(ref state);
            bool qtyNull = TValidity.IsNull(qtyValid, row);
            if (!kind.IsRetraction())
            {
                state.Rows++;
                if (!qtyNull)
                {
                    state.SumQty.Add(qty[row]);
                    state.MaxQty.Add(qty[row]);
                }
            }
            else
            {
                state.Rows--;
                if (!qtyNull)
                {
                    state.SumQty.Retract(qty[row]);
                    state.MaxQty.Retract(qty[row]);
                }
            }

            if (state.Rows == 0)
            {
                Emit(RowKind.Delete, in key, before);
                Remove(in key);
                continue;
            }

            Values after = Read(ref state);
            if (added)
            {
                Emit(RowKind.Insert, in key, after);
            }
            else if (!before.Same(after))
            {
                Emit(RowKind.UpdateBefore, in key, before);
                Emit(RowKind.UpdateAfter, in key, after);
            }
        }
    }

    private void Emit(RowKind kind, in Key key, Values values)
    {
        if (key.Item < 0) _item.AppendNull(); else _item.Append(Texts.Text(key.Item));
        if (values.SumQtyNull) _total.AppendNull(); else _total.Append(values.SumQty);
        if (values.MaxQtyNull) _most.AppendNull(); else _most.Append(values.MaxQty);
        EndRow(kind);
    }

    protected override void KeepTexts(in Key key, StringDictionary texts)
    {
        texts.Keep(key.Item);
    }

    private Values Read(ref State state)
    {
        bool sumQtyNull = !state.SumQty.Result(out int sumQty);
        bool maxQtyNull = !state.MaxQty.Result(out int maxQty);
        return new Values
        {
            SumQty = sumQty,
            SumQtyNull = sumQtyNull,
            MaxQty = maxQty,
            MaxQtyNull = maxQtyNull,
        };
    }

    private ref struct Values
    {
        public int SumQty;
        public bool SumQtyNull;
        public int MaxQty;
        public bool MaxQtyNull;

        public readonly bool Same(Values other) => SumQtyNull == other.SumQtyNull && (SumQtyNull || SumQty == other.SumQty)
                && MaxQtyNull == other.MaxQtyNull && (MaxQtyNull || MaxQty == other.MaxQty);
    }

    protected override Schema KeySchema => constants.Schema(0);

    protected override void SaveKey(in Key key, BatchBuilder rows, StringDictionary texts)
    {
        if (key.Item < 0) rows.Column(0).AppendNull(); else rows.Bytes(0).Append(texts.Text(key.Item));
    }

    protected override Key LoadKey(RecordBatch rows, int row) => new Key
    {
        Item = rows.Column(0).IsNull(row) ? -1 : Texts.Id(rows.Bytes(0)[row]),
    };

    protected override void WriteKey(in Key key, StateWriter writer, StringDictionary texts)
    {
        writer.Write(key.Item >= 0);
        if (key.Item >= 0) writer.WriteBytes(texts.Text(key.Item));
    }

    protected override Key ReadKey(ref StateReader reader, StringDictionary texts) => new Key
    {
        Item = reader.Read<bool>() ? texts.Id(reader.ReadBytes()) : -1,
    };

    internal struct Key : IStateKey<Key>
    {
        public int Item;

        public readonly ulong Hash() => KeyBits.Hash(Item);

        public readonly bool Equals(Key other) => Item == other.Item;
    }

    protected override void SaveState(ref State state, StateWriter writer)
    {
        writer.Write(state.Rows);
        writer.Write(state.SumQty);
        state.MaxQty.Save(writer);
    }

    protected override void LoadState(ref State state, ref StateReader reader)
    {
        state.Rows = reader.Read<long>();
        state.SumQty = reader.Read<IntegerSum<int>>();
        state.MaxQty.Load(ref reader);
    }

    internal struct State
    {
        public long Rows;
        public IntegerSum<int> SumQty;
        public RetractingExtreme<int, Greatest<int>> MaxQty;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _item = Result.Bytes(0);
        _total = Result.Fixed<int>(1);
        _most = Result.Fixed<int>(2);
    }
}
