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
    : FilterOperator(constants.Schema(0))
{
    private FixedBuilder<long> _auction = null!;
    private FixedBuilder<long> _doubled = null!;

    protected override void Run(RecordBatch batch)
    {
        Cells<long> price = batch.Cells<long>(1);
        Cells<long> auction = batch.Cells<long>(0);
        Span<long> outAuction = _auction.Reserve(batch.RowCount);
        Span<long> outDoubled = _doubled.Reserve(batch.RowCount);
        int count = 0;
        var pieces = new Pieces(batch, Result);
        while (pieces.Next(count))
        {
            int end = pieces.To;
            for (int row = pieces.From; row < end; row++)
            {
                // filter 1:67
                bool kept = price[row] > 100;

                outAuction[count] = auction[row];
                outDoubled[count] = price[row] * 2;
                count += Step.If(kept);
            }
        }

        _auction.Commit(count);
        _doubled.Commit(count);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _auction = Result.Fixed<long>(0);
        _doubled = Result.Fixed<long>(1);
    }
}
