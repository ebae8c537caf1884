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
using DecimalCasts = FlinkSql.Functions.Casts.DecimalCasts;

// Vertex 0: Calc
//   Calc 1:14
internal sealed class Q1_Vertex0_BidsCalc(Constants constants)
    : ProjectOperator(constants.Schema(0))
{
    private static readonly int[] NullableColumns = [0];

    private FixedBuilder<long> _euros = null!;
    private FixedBuilder<int> _whole = null!;

    protected override RecordBatch Run(RecordBatch batch)
    {
        bool hasNulls = batch.HasNulls(NullableColumns);
        return hasNulls ? Run<SomeNulls>(batch) : Run<NoNulls>(batch);
    }

    private RecordBatch Run<TValidity>(RecordBatch batch) where TValidity : struct, IValidity
    {
        Bits amountValid = batch.Validity(0);
        Cells<long> amount = batch.Cells<long>(0);
        Span<long> outEuros = _euros.Reserve(batch.RowCount);
        Span<int> outWhole = _whole.Reserve(batch.RowCount);
        for (int row = 0; row < batch.RowCount; row++)
        {
            bool amountNull = TValidity.IsNull(amountValid, row);
            if (amountNull) _euros.MarkNull(row);
            outEuros[row] = amount[row] * 908;
            if (amountNull) _whole.MarkNull(row);
            outWhole[row] = DecimalCasts.ToInt32(new SqlDecimal(amount[row], 10, 2));
        }

        _euros.Commit(batch.RowCount);
        _whole.Commit(batch.RowCount);
        return batch.WithColumns(
            Schema,
            [
                _euros.Build(),
                _whole.Build(),
            ]);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _euros = Builder<FixedBuilder<long>>(0);
        _whole = Builder<FixedBuilder<int>>(1);
    }
}
