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
internal sealed class Q1_Vertex0_SalesCalc(Constants constants)
    : FilterOperator(constants.Schema(0))
{
    private static readonly int[] NullableColumns = [0, 1, 2];
    private readonly byte[] _text = constants.Bytes(1);

    private BytesBuilder _city = null!;

    protected override void Run(RecordBatch batch)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) Run<SomeNulls>(batch); else Run<NoNulls>(batch);
    }

    private void Run<TValidity>(RecordBatch batch) where TValidity : struct, IValidity
    {
        Bits amountValid = batch.Validity(1);
        Cells<int> amount = batch.Cells<int>(1);
        Bits priceValid = batch.Validity(2);
        Cells<double> price = batch.Cells<double>(2);
        Bits cityValid = batch.Validity(0);
        BytesView city = batch.Bytes(0);
        ReadOnlySpan<byte> text = _text;
        int count = 0;
        var pieces = new Pieces(batch, Result);
        while (pieces.Next(count))
        {
            int end = pieces.To;
            for (int row = pieces.From; row < end; row++)
            {
                // filter 1:44
                bool amountNull = TValidity.IsNull(amountValid, row);
                bool priceNull = TValidity.IsNull(priceValid, row);
                if (!((!amountNull && amount[row] > 1) || (!priceNull && price[row] < 2d))) continue;

                // filter 1:78
                bool cityNull = TValidity.IsNull(cityValid, row);
                ReadOnlySpan<byte> cityValue = city[row];
                if (!((!cityNull && !cityValue.SequenceEqual(text)) || !amountNull)) continue;

                if (cityNull) _city.AppendNull(); else _city.Append(cityValue);
                count++;
            }
        }
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _city = Result.Bytes(0);
    }
}
