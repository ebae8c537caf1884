using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>LISTAGG over rows that can be taken back: of equal texts the earliest goes first.</summary>
[AggregateFunction("listagg(string) -> string", Retracts = true)]
[AggregateFunction("listagg(string, string) -> string", Retracts = true)]
public struct RetractingListAgg : ISavedState
{
    private TextSequence _texts;
    private HeldText _separator;

    public void Add(ReadOnlySpan<byte> value) => Add(value, ","u8);

    public void Add(ReadOnlySpan<byte> value, ReadOnlySpan<byte> separator)
    {
        if (!_separator.Any)
        {
            _separator.Set(separator);
        }

        _texts.Add(value);
    }

    public readonly void Retract(ReadOnlySpan<byte> value) => _texts.Remove(value);

    public readonly void Retract(ReadOnlySpan<byte> value, ReadOnlySpan<byte> separator) => _texts.Remove(value);

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in RetractingListAgg other)
    {
        if (!_separator.Any && other._separator.Any)
        {
            _separator.Set(other._separator.Text);
        }

        _texts.Append(other._texts);
    }

    public bool Result(Scratch scratch, out ReadOnlySpan<byte> value) =>
        _texts.TryJoin(_separator.Text, scratch, out value);

    public readonly void Save(StateWriter writer)
    {
        _separator.Save(writer);
        _texts.Save(writer);
    }

    public void Load(ref StateReader reader)
    {
        _separator.Load(ref reader);
        _texts.Load(ref reader);
    }
}
