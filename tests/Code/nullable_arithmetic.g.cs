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
    private static readonly int[] NullableColumns = [0, 1];

    private FixedBuilder<int> _more = null!;
    private FixedBuilder<double> _half = null!;

    protected override void Run(RecordBatch batch)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        if (hasNulls) Run<SomeNulls>(batch); else Run<NoNulls>(batch);
    }

    private void Run<TValidity>(RecordBatch batch) where TValidity : struct, IValidity
    {
        Bits amountValid = batch.Validity(0);
        Cells<int> amount = batch.Cells<int>(0);
        Span<int> outMore = _more.Reserve(batch.RowCount);
        Bits priceValid = batch.Validity(1);
        Cells<double> price = batch.Cells<double>(1);
        Span<double> outHalf = _half.Reserve(batch.RowCount);
        int count = 0;
        var pieces = new Pieces(batch, Result);
        while (pieces.Next(count))
        {
            int end = pieces.To;
            for (int row = pieces.From; row < end; row++)
            {
                // filter 1:76
                bool amountNull = TValidity.IsNull(amountValid, row);
                bool kept = !amountNull && amount[row] != 3;

                if (TValidity.Any && !(kept)) continue;
                outMore[count] = amount[row] + 1;
                bool priceNull = TValidity.IsNull(priceValid, row);
                if (priceNull) _half.MarkNull(count);
                outHalf[count] = price[row] / 2d;
                count += Step.If(kept);
            }
        }

        _more.Commit(count);
        _half.Commit(count);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _more = Result.Fixed<int>(0);
        _half = Result.Fixed<double>(1);
    }
}
