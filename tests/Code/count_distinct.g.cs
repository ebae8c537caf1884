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
using Count = FlinkSql.Functions.Aggregates.Count;

// Vertex 0: Calc -> GroupAggregate
//   Calc 1:102
//   GroupAggregate 1:21
internal sealed class Q1_Vertex0_SalesGroup(Constants constants)
    : GroupAggregateOperator<Q1_Vertex0_SalesGroup.Key, Q1_Vertex0_SalesGroup.State>(constants.Schema(1))
{
    private static readonly int[] NullableColumns = [0, 1];

    private FixedBuilder<long> _cities = null!;
    private FixedBuilder<long> _large = null!;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) AddRows<SomeNulls>(batch, from, to); else AddRows<NoNulls>(batch, from, to);
    }

    private void AddRows<TValidity>(RecordBatch batch, int from, int to) where TValidity : struct, IValidity
    {
        Bits amountValid = batch.Validity(1);
        Cells<int> amount = batch.Cells<int>(1);
        Bits cityValid = batch.Validity(0);
        BytesView city = batch.Bytes(0);
        KeyedTable<Key, State> groups = Groups;
        bool tracks = groups.TracksChanges;
        for (int row = from; row < to; row++)
        {
            // group 1:21
            Key key = default;
            ref State state = ref groups.GetOrAdd(in key, out bool added);
            if (tracks) groups.Changed(ref state);
            Values before = added ? default : Read(ref state);
            bool amountNull = TValidity.IsNull(amountValid, row);
            if (!amountNull && (amount[row] > 5)) state.Count.Add();
            bool cityNull = TValidity.IsNull(cityValid, row);
            if (!cityNull)
            {
                if (state.DistinctCity.Add(city[row]))
                {
                    state.CountCity.Add();
                }
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
        _cities.Append(values.CountCity);
        _large.Append(values.Count);
        EndRow(kind);
    }

    private Values Read(ref State state)
    {
        state.CountCity.Result(out long countCity);
        state.Count.Result(out long count);
        return new Values
        {
            CountCity = countCity,
            Count = count,
        };
    }

    private ref struct Values
    {
        public long CountCity;
        public long Count;

        public readonly bool Same(Values other) => CountCity == other.CountCity
                && Count == other.Count;
    }

    protected override Schema KeySchema => constants.Schema(0);

    internal struct Key : IStateKey<Key>
    {
        public readonly ulong Hash() => 0;

        public readonly bool Equals(Key other) => true;
    }

    protected override void SaveState(ref State state, StateWriter writer)
    {
        state.DistinctCity.Save(writer);
        writer.Write(state.CountCity);
        writer.Write(state.Count);
    }

    protected override void LoadState(ref State state, ref StateReader reader)
    {
        state.DistinctCity.Load(ref reader);
        state.CountCity = reader.Read<Count>();
        state.Count = reader.Read<Count>();
    }

    internal struct State
    {
        public DistinctText DistinctCity;
        public Count CountCity;
        public Count Count;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _cities = Result.Fixed<long>(0);
        _large = Result.Fixed<long>(1);
    }
}
