using System.Globalization;
using System.Text;

namespace FlinkSql.Columnar;

/// <summary>Reads the values of one line of a picture.</summary>
internal sealed class PictureReader(string line)
{
    private int _at;

    /// <summary>A value of the type; inside a nested value a bare word also ends at a comma or bracket.</summary>
    public object? ReadValue(DataType type, bool nested)
    {
        SkipSpaces();
        if (IsNull(nested))
        {
            return null;
        }

        return type switch
        {
            ArrayType array => ReadArray(array.Element),
            RowType row => ReadRow(row),
            MapType or MultisetType => ReadEntries(MapTypes.Of(type)),
            BinaryType => ReadBytes(),
            _ => ReadPrimitive(type, nested),
        };
    }

    public long ReadWatermark()
    {
        string text = ReadToken(nested: false);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long time)
            && !ValueParser.TryParseTimestamp(Encoding.UTF8.GetBytes(text), 3, out time))
        {
            throw Expected("a watermark time");
        }

        ExpectEnd();
        return time;
    }

    public string ReadToken(bool nested)
    {
        SkipSpaces();
        int start = _at;
        while (_at < line.Length && !char.IsWhiteSpace(line[_at])
            && !(nested && line[_at] is ',' or ']' or ')' or '}' or '='))
        {
            _at++;
        }

        return line[start.._at];
    }

    public void ExpectEnd()
    {
        SkipSpaces();
        if (_at != line.Length)
        {
            throw Expected("the end of the line");
        }
    }

    private bool IsNull(bool nested)
    {
        int start = _at;
        if (ReadToken(nested) == "NULL")
        {
            return true;
        }

        _at = start;
        return false;
    }

    private object ReadPrimitive(DataType type, bool nested)
    {
        string? quoted = TryReadQuoted();
        string text = quoted ?? ReadToken(nested);
        if (quoted is null && text.Length == 0)
        {
            throw Expected($"a value of {type}");
        }

        if (type is TimestampType && IsTimeNext())
        {
            text += ' ' + ReadToken(nested);
        }

        return ValueParser.TryParse(Encoding.UTF8.GetBytes(text), type, out object? value)
            ? value!
            : throw Expected($"a value of {type} instead of \"{text}\"");
    }

    private bool IsTimeNext() =>
        _at + 3 < line.Length && line[_at] == ' ' && char.IsAsciiDigit(line[_at + 1]) && line[_at + 3] == ':';

    private byte[] ReadBytes()
    {
        if (!TryRead('x') || TryReadQuoted() is not { } digits)
        {
            throw Expected("binary such as x'0AFF'");
        }

        return Convert.FromHexString(digits);
    }

    private object?[] ReadArray(DataType element)
    {
        Expect('[');
        var values = new List<object?>();
        while (!TryRead(']'))
        {
            ExpectComma(values.Count);
            values.Add(ReadValue(element, nested: true));
        }

        return [.. values];
    }

    private object?[] ReadRow(RowType type)
    {
        Expect('(');
        object?[] values = new object?[type.Fields.Count];
        for (int field = 0; field < values.Length; field++)
        {
            ExpectComma(field);
            values[field] = ReadValue(type.Fields[field].Type, nested: true);
        }

        Expect(')');
        return values;
    }

    private KeyValuePair<object?, object?>[] ReadEntries((DataType Key, DataType Value) types)
    {
        Expect('{');
        var entries = new List<KeyValuePair<object?, object?>>();
        while (!TryRead('}'))
        {
            ExpectComma(entries.Count);
            object? key = ReadValue(types.Key, nested: true);
            Expect('=');
            entries.Add(new(key, ReadValue(types.Value, nested: true)));
        }

        return [.. entries];
    }

    /// <summary>Reads <c>'text'</c> or <c>E'text with \n'</c> if there is one.</summary>
    private string? TryReadQuoted()
    {
        bool escaped = line.AsSpan(_at).StartsWith("E'");
        if (!escaped && !line.AsSpan(_at).StartsWith("'"))
        {
            return null;
        }

        var text = new StringBuilder();
        for (_at += escaped ? 2 : 1; _at < line.Length; _at++)
        {
            char letter = line[_at];
            bool another = _at + 1 < line.Length;
            if (letter == '\'' && !(another && line[_at + 1] == '\''))
            {
                _at++;
                return text.ToString();
            }

            if (letter == '\'')
            {
                _at++;
            }
            else if (escaped && another && letter == '\\')
            {
                letter = ReadEscape();
            }

            text.Append(letter);
        }

        throw Expected("a closing '");
    }

    private char ReadEscape()
    {
        char code = line[++_at];
        if (code != 'u' || _at + 4 >= line.Length)
        {
            return code switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => code };
        }

        char letter = (char)int.Parse(
            line.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _at += 4;
        return letter;
    }

    private void ExpectComma(int itemsBefore)
    {
        if (itemsBefore != 0)
        {
            Expect(',');
        }
    }

    private void Expect(char letter)
    {
        if (!TryRead(letter))
        {
            throw Expected($"{letter}");
        }
    }

    private bool TryRead(char letter)
    {
        SkipSpaces();
        bool found = _at < line.Length && line[_at] == letter;
        _at += found ? 1 : 0;
        return found;
    }

    private void SkipSpaces()
    {
        while (_at < line.Length && char.IsWhiteSpace(line[_at]))
        {
            _at++;
        }
    }

    private FormatException Expected(string what) =>
        new($"batch text: expected {what} at position {_at} of \"{line}\"");
}
