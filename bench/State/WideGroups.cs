using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Bench.State;

/// <summary>Groups of a number, with 100 bytes of key and state each, that count and send nothing.</summary>
internal sealed class WideGroups() : GroupAggregateOperator<NumberKey, WideState>(_schema)
{
    private static readonly Schema _schema = new([new Field("k", DataTypes.BigInt.NotNull())]);

    protected override Schema KeySchema => _schema;

    protected override void AddRows(RecordBatch batch, int from, int to)
    {
        KeyedTable<NumberKey, WideState> groups = Groups;
        bool tracks = groups.TracksChanges;
        ReadOnlySpan<long> keys = batch.Values<long>(0);
        for (int row = from; row < to; row++)
        {
            var key = new NumberKey { Value = keys[row] };
            ref WideState state = ref groups.GetOrAdd(in key, out bool added);
            if (tracks)
            {
                groups.Changed(ref state);
            }

            state.Count++;
            if (added)
            {
                state.Rest.Fill((ulong)key.Value);
            }
        }
    }

    protected override void SaveKey(in NumberKey key, BatchBuilder rows, StringDictionary texts) =>
        rows.Fixed<long>(0).Append(key.Value);

    protected override NumberKey LoadKey(RecordBatch rows, int row) => new() { Value = rows.Values<long>(0)[row] };

    protected override void WriteKey(in NumberKey key, StateWriter writer, StringDictionary texts) => writer.Write(key.Value);

    protected override NumberKey ReadKey(ref StateReader reader, StringDictionary texts) => new() { Value = reader.Read<long>() };
}

/// <summary>A number as a key.</summary>
internal struct NumberKey : IStateKey<NumberKey>
{
    public long Value;

    public readonly ulong Hash() => KeyBits.Hash(Value);

    public readonly bool Equals(NumberKey other) => Value == other.Value;

    public override readonly bool Equals(object? obj) => obj is NumberKey other && Equals(other);

    public override readonly int GetHashCode() => Value.GetHashCode();
}

/// <summary>A count, and as much beside it as makes 104 bytes with the key.</summary>
internal struct WideState
{
    public long Count;
    public Filler Rest;
}

/// <summary>Bytes of no meaning that do not compress.</summary>
[InlineArray(11)]
internal struct Filler
{
    private ulong _first;

    public void Fill(ulong seed)
    {
        foreach (ref ulong word in (Span<ulong>)this)
        {
            word = seed = KeyBits.Hash((long)seed);
        }
    }
}
