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
using Concat = FlinkSql.Functions.Scalar.Concat;
using Lower = FlinkSql.Functions.Scalar.Lower;

// Vertex 0: Calc
//   Calc 1:14
internal sealed class Q1_Vertex0_BidsCalc(Constants constants)
    : FilterOperator(constants.Schema(0))
{
    private static readonly int[] NullableColumns = [0];
    private readonly byte[] _text = constants.Bytes(1);
    private readonly byte[] _text2 = constants.Bytes(2);

    private BytesBuilder _a = null!;
    private BytesBuilder _b = null!;
    private int _site = 0;
    private readonly Scratch _scratch = new();

    protected override void Run(RecordBatch batch)
    {
        try
        {
            bool hasNulls = batch.HasNulls(NullableColumns);
            if (hasNulls) Run<SomeNulls>(batch); else Run<NoNulls>(batch);
        }
        catch (QueryException failure)
        {
            throw constants.Failure(_site, failure);
        }
    }

    private void Run<TValidity>(RecordBatch batch) where TValidity : struct, IValidity
    {
        Bits channelValid = batch.Validity(0);
        BytesView channel = batch.Bytes(0);
        ReadOnlySpan<byte> text = _text;
        ReadOnlySpan<byte> text2 = _text2;
        int count = 0;
        var pieces = new Pieces(batch, Result);
        while (pieces.Next(count))
        {
            int end = pieces.To;
            for (int row = pieces.From; row < end; row++)
            {
                _scratch.Reset();
                // filter 1:85
                _site = 0;
                bool channelNull = TValidity.IsNull(channelValid, row);
                ReadOnlySpan<byte> lower = channelNull ? default : Lower.Invoke(channel[row], _scratch);
                if (channelNull || lower.SequenceEqual(text)) continue;

                _site = 1;
                _a.Append(lower);
                _site = 2;
                _b.Append(Concat.Invoke(lower, text2, _scratch));
                count++;
            }
        }
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _a = Result.Bytes(0);
        _b = Result.Bytes(1);
    }
}
