using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>LISTAGG: the texts of rows that are never taken back, with a separator between them; a comma if none is given.</summary>
[AggregateFunction("listagg(string) -> string")]
[AggregateFunction("listagg(string, string) -> string")]
public struct ListAgg : ISavedState
{
    private byte[]? _joined;
    private int _length;
    private bool _any;
    private HeldText _separator;

    public void Add(ReadOnlySpan<byte> value) => Add(value, ","u8);

    public void Add(ReadOnlySpan<byte> value, ReadOnlySpan<byte> separator)
    {
        if (_any)
        {
            Append(separator);
        }
        else
        {
            _separator.Set(separator);
            _any = true;
        }

        Append(value);
    }

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in ListAgg other)
    {
        if (other._any)
        {
            Add(other._joined.AsSpan(0, other._length), other._separator.Text);
        }
    }

    public readonly bool Result(out ReadOnlySpan<byte> value)
    {
        value = _joined.AsSpan(0, _length);
        return _any;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_any);
        _separator.Save(writer);
        writer.WriteBytes(_joined.AsSpan(0, _length));
    }

    public void Load(ref StateReader reader)
    {
        this = default;
        _any = reader.Read<bool>();
        _separator.Load(ref reader);
        Append(reader.ReadBytes());
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        long needed = (long)_length + text.Length;
        if (needed > Scratch.MaxValueBytes)
        {
            Scratch.ThrowTooLong(needed);
        }

        if (_joined is null || needed > _joined.Length)
        {
            Array.Resize(ref _joined, (int)Math.Max(needed, 2L * (_joined?.Length ?? 16)));
        }

        text.CopyTo(_joined.AsSpan(_length));
        _length = (int)needed;
    }
}
