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
using Upper = FlinkSql.Functions.Scalar.Upper;

// Vertex 0: Calc
//   Calc 1:14
internal sealed class Q1_Vertex0_BidsCalc(Constants constants)
    : FilterOperator(constants.Schema(0))
{
    private static readonly int[] NullableColumns = [0, 1];
    private readonly byte[] _text = constants.Bytes(1);
    private readonly byte[] _text2 = constants.Bytes(2);

    private BytesBuilder _channel = null!;
    private BytesBuilder _note = null!;
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
        Bits noteValid = batch.Validity(1);
        BytesView note = batch.Bytes(1);
        ReadOnlySpan<byte> text2 = _text2;
        int count = 0;
        var pieces = new Pieces(batch, Result);
        while (pieces.Next(count))
        {
            int end = pieces.To;
            for (int row = pieces.From; row < end; row++)
            {
                _scratch.Reset();
                // filter 1:84
                _site = 0;
                bool channelNull = TValidity.IsNull(channelValid, row);
                ReadOnlySpan<byte> channelValue = channel[row];
                if (channelNull || !channelValue.StartsWith(text)) continue;

                _site = 1;
                _channel.Append(Upper.Invoke(channelValue, _scratch));
                _site = 2;
                bool noteNull = TValidity.IsNull(noteValid, row);
                ReadOnlySpan<byte> concat = noteNull ? default : Concat.Invoke(note[row], text2, _scratch);
                if (noteNull) _note.AppendNull(); else _note.Append(concat);
                count++;
            }
        }
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _channel = Result.Bytes(0);
        _note = Result.Bytes(1);
    }
}
