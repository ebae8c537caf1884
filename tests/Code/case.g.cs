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

// Vertex 0: Calc
//   Calc 1:14
internal sealed class Q1_Vertex0_BidsCalc(Constants constants)
    : ProjectOperator(constants.Schema(0))
{
    private static readonly int[] NullableColumns = [1];
    private readonly byte[] _text = constants.Bytes(1);
    private readonly byte[] _text2 = constants.Bytes(2);

    private BytesBuilder _band = null!;

    protected override RecordBatch Run(RecordBatch batch)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        return hasNulls ? Run<SomeNulls>(batch) : Run<NoNulls>(batch);
    }

    private RecordBatch Run<TValidity>(RecordBatch batch) where TValidity : struct, IValidity
    {
        Cells<long> price = batch.Cells<long>(0);
        Bits channelValid = batch.Validity(1);
        BytesView channel = batch.Bytes(1);
        for (int row = 0; row < batch.RowCount; row++)
        {
            bool channelNull = TValidity.IsNull(channelValid, row);
            ReadOnlySpan<byte> choice;
            bool choiceNull;
            if (price[row] > 1000)
            {
                choice = _text.AsSpan();
                choiceNull = false;
            }
            else if (price[row] > 100)
            {
                choice = _text2.AsSpan();
                choiceNull = false;
            }
            else
            {
                choice = channel[row];
                choiceNull = channelNull;
            }

            if (choiceNull) _band.AppendNull(); else _band.Append(choice);
        }

        return batch.WithColumns(
            Schema,
            [
                _band.Build(),
            ]);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _band = Builder<BytesBuilder>(0);
    }
}
