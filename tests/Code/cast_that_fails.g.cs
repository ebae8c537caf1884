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
using CastErrors = FlinkSql.Functions.Casts.CastErrors;
using ParsingCasts = FlinkSql.Functions.Casts.ParsingCasts;

// Vertex 0: Calc
//   Calc 1:14
internal sealed class Q1_Vertex0_BidsCalc(Constants constants)
    : ProjectOperator(constants.Schema(0))
{
    private static readonly int[] NullableColumns = [0, 1];
    private readonly DataType _type = constants.Type(1);

    private FixedBuilder<long> _number = null!;
    private FixedBuilder<int> _dayOfNote = null!;
    private int _site = 0;

    protected override RecordBatch Run(RecordBatch batch)
    {
        try
        {
            bool hasNulls = batch.HasNulls(NullableColumns);
            return hasNulls ? Run<SomeNulls>(batch) : Run<NoNulls>(batch);
        }
        catch (QueryException failure)
        {
            throw constants.Failure(_site, failure);
        }
    }

    private RecordBatch Run<TValidity>(RecordBatch batch) where TValidity : struct, IValidity
    {
        Bits channelValid = batch.Validity(0);
        BytesView channel = batch.Bytes(0);
        Span<long> outNumber = _number.Reserve(batch.RowCount);
        Bits noteValid = batch.Validity(1);
        BytesView note = batch.Bytes(1);
        Span<int> outDayOfNote = _dayOfNote.Reserve(batch.RowCount);
        for (int row = 0; row < batch.RowCount; row++)
        {
            _site = 0;
            bool channelNull = TValidity.IsNull(channelValid, row);
            long cast = default;
            if (!channelNull && !ParsingCasts.TryInt64(channel[row], out cast)) CastErrors.Throw(channel[row], _type);
            if (channelNull) _number.MarkNull(row);
            outNumber[row] = cast;
            bool noteNull = TValidity.IsNull(noteValid, row);
            int cast2 = default;
            bool castNull = noteNull || !ParsingCasts.TryDate(note[row], out cast2);
            if (castNull) _dayOfNote.MarkNull(row);
            outDayOfNote[row] = cast2;
        }

        _number.Commit(batch.RowCount);
        _dayOfNote.Commit(batch.RowCount);
        return batch.WithColumns(
            Schema,
            [
                _number.Build(),
                _dayOfNote.Build(),
            ]);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _number = Builder<FixedBuilder<long>>(0);
        _dayOfNote = Builder<FixedBuilder<int>>(1);
    }
}
