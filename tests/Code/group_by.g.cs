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

// Vertex 0: GroupAggregate
//   GroupAggregate 1:27
internal sealed class Q1_Vertex0_CityGroup(Constants constants)
    : GroupAggregateOperator<Q1_Vertex0_CityGroup.Key, Q1_Vertex0_CityGroup.State>(constants.Schema(1))
{
    private static readonly int[] NullableColumns = [0, 1, 2];

    private BytesBuilder _city = null!;
    private FixedBuilder<long> _n = null!;
    private FixedBuilder<int> _total = null!;
    private FixedBuilder<double> _average = null!;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) AddRows<SomeNulls>(batch, from, to); else AddRows<NoNulls>(batch, from, to);
    }

    private void AddRows<TValidity>(RecordBatch batch, int from, int to) where TValidity : struct, IValidity
    {
        Bits cityValid = batch.Validity(0);
        BytesView city = batch.Bytes(0);
        StringDictionary texts = Texts;
        Bits amountValid = batch.Validity(1);
        Cells<int> amount = batch.Cells<int>(1);
        Bits priceValid = batch.Validity(2);
        Cells<double> price = batch.Cells<double>(2);
        KeyedTable<Key, State> groups = Groups;
        bool tracks = groups.TracksChanges;
        for (int row = from; row < to; row++)
        {
            // group 1:27
            bool cityNull = TValidity.IsNull(cityValid, row);
            Key key = new Key { City = cityNull ? -1 : texts.Id(city[row]) };
            ref State state = ref groups.GetOrAdd(in key, out bool added);
            if (tracks) groups.Changed(ref state);
            Values before = added ? default : Read(ref state);
            state.Count.Add();
            bool amountNull = TValidity.IsNull(amountValid, row);
            bool priceNull = TValidity.IsNull(priceValid, row);
            if (!amountNull) state.SumAmount.Add(amount[row]);
            if (!priceNull) state.AvgPrice.Add(price[row]);
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
        if (key.City < 0) _city.AppendNull(); else _city.Append(Texts.Text(key.City));
        _n.Append(values.Count);
        if (values.SumAmountNull) _total.AppendNull(); else _total.Append(values.SumAmount);
        if (values.AvgPriceNull) _average.AppendNull(); else _average.Append(values.AvgPrice);
        EndRow(kind);
    }

    protected override void KeepTexts(in Key key, StringDictionary texts)
    {
        texts.Keep(key.City);
    }

    private Values Read(ref State state)
    {
        state.Count.Result(out long count);
        bool sumAmountNull = !state.SumAmount.Result(out int sumAmount);
        bool avgPriceNull = !state.AvgPrice.Result(out double avgPrice);
        return new Values
        {
            Count = count,
            SumAmount = sumAmount,
            SumAmountNull = sumAmountNull,
            AvgPrice = avgPrice,
            AvgPriceNull = avgPriceNull,
        };
    }

    private ref struct Values
    {
        public long Count;
        public int SumAmount;
        public bool SumAmountNull;
        public double AvgPrice;
        public bool AvgPriceNull;

        public readonly bool Same(Values other) => Count == other.Count
                && SumAmountNull == other.SumAmountNull && (SumAmountNull || SumAmount == other.SumAmount)
                && AvgPriceNull == other.AvgPriceNull && (AvgPriceNull || AvgPrice.Equals(other.AvgPrice));
    }

    protected override Schema KeySchema => constants.Schema(0);

    protected override void SaveKey(in Key key, BatchBuilder rows, StringDictionary texts)
    {
        if (key.City < 0) rows.Column(0).AppendNull(); else rows.Bytes(0).Append(texts.Text(key.City));
    }

    protected override Key LoadKey(RecordBatch rows, int row) => new Key
    {
        City = rows.Column(0).IsNull(row) ? -1 : Texts.Id(rows.Bytes(0)[row]),
    };

    protected override void WriteKey(in Key key, StateWriter writer, StringDictionary texts)
    {
        writer.Write(key.City >= 0);
        if (key.City >= 0) writer.WriteBytes(texts.Text(key.City));
    }

    protected override Key ReadKey(ref StateReader reader, StringDictionary texts) => new Key
    {
        City = reader.Read<bool>() ? texts.Id(reader.ReadBytes()) : -1,
    };

    internal struct Key : IStateKey<Key>
    {
        public int City;

        public readonly ulong Hash() => KeyBits.Hash(City);

        public readonly bool Equals(Key other) => City == other.City;
    }

    internal struct State
    {
        public Count Count;
        public IntegerSum<int> SumAmount;
        public FloatingAverage<double> AvgPrice;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _city = Result.Bytes(0);
        _n = Result.Fixed<long>(1);
        _total = Result.Fixed<int>(2);
        _average = Result.Fixed<double>(3);
    }
}
