using System.Globalization;
using System.Text;

namespace FlinkSql.Columnar;

/// <summary>Reads types from left to right by recursive descent.</summary>
internal sealed class TypeReader(string text)
{
    private int _at;

    public DataType ReadType(int depth)
    {
        if (depth > TypeText.DeepestNesting)
        {
            throw Expected($"at most {TypeText.DeepestNesting} levels of nesting");
        }

        DataType type = ReadNullable(depth);
        if (TryReadWord("NOT"))
        {
            ExpectWord("NULL");
            type = type.NotNull();
        }

        return type;
    }

    /// <summary>Reads <c>name type, ...</c> up to a closing letter, or to the end if that is <c>\0</c>.</summary>
    public EquatableArray<Field> ReadFields(int depth, char close)
    {
        var fields = new List<Field>();
        if (IsClosed(close))
        {
            return [];
        }

        do
        {
            string name = ReadName();
            fields.Add(new Field(name, ReadType(depth)));
        }
        while (TryRead(','));

        return IsClosed(close) ? fields.ToEquatable() : throw Expected(close == '\0' ? "the end" : $"{close}");
    }

    public bool TryRead(char letter)
    {
        SkipSpaces();
        bool found = _at < text.Length && text[_at] == letter;
        _at += found ? 1 : 0;
        return found;
    }

    public void ExpectEnd()
    {
        SkipSpaces();
        if (_at != text.Length)
        {
            throw Expected("the end");
        }
    }

    private DataType ReadNullable(int depth)
    {
        int start = _at;
        string word = ReadWord();
        switch (word)
        {
            case "BOOLEAN":
                return DataTypes.Boolean;
            case "TINYINT":
                return DataTypes.TinyInt;
            case "SMALLINT":
                return DataTypes.SmallInt;
            case "INT" or "INTEGER":
                return DataTypes.Int;
            case "BIGINT":
                return DataTypes.BigInt;
            case "FLOAT":
                return DataTypes.Float;
            case "DOUBLE":
                return DataTypes.Double;
            case "DECIMAL":
                return ReadDecimal();
            case "STRING":
                return DataTypes.String;
            case "CHAR" or "VARCHAR":
                return new StringType(ReadArgument(1, StringType.MaxLength, 1), Fixed: word == "CHAR");
            case "BYTES":
                return DataTypes.Bytes;
            case "BINARY" or "VARBINARY":
                return new BinaryType(ReadArgument(1, BinaryType.MaxLength, 1), Fixed: word == "BINARY");
            case "DATE":
                return DataTypes.Date;
            case "TIME":
                return new TimeType(ReadArgument(0, 9, 0));
            case "TIMESTAMP" or "TIMESTAMP_LTZ":
                return new TimestampType(ReadArgument(0, 9, 6), LocalTimeZone: word == "TIMESTAMP_LTZ");
            case "INTERVAL":
                return ReadInterval();
            case "VARIANT":
                return DataTypes.Variant;
            case "NULL":
                return DataTypes.Null;
            default:
                return ReadNested(word, start, depth);
        }
    }

    private DataType ReadNested(string word, int start, int depth)
    {
        if (word is not ("ARRAY" or "MULTISET" or "MAP" or "ROW"))
        {
            _at = start;
            throw Expected("a type");
        }

        Expect('<');
        if (word == "ROW")
        {
            return new RowType(ReadFields(depth + 1, '>'));
        }

        DataType first = ReadType(depth + 1);
        DataType? second = null;
        if (word == "MAP")
        {
            Expect(',');
            second = ReadType(depth + 1);
        }

        Expect('>');
        return word switch
        {
            "ARRAY" => new ArrayType(first),
            "MAP" => new MapType(first, second!),
            _ => new MultisetType(first),
        };
    }

    private DecimalType ReadDecimal()
    {
        if (!TryRead('('))
        {
            return new DecimalType(10, 0);
        }

        int precision = ReadNumber(1, DecimalType.MaxPrecision);
        int scale = TryRead(',') ? ReadNumber(0, precision) : 0;
        Expect(')');
        return new DecimalType(precision, scale);
    }

    private DataType ReadInterval()
    {
        bool yearMonth = TryReadWord("YEAR");
        if (!yearMonth)
        {
            ExpectWord("DAY");
        }

        ExpectWord("TO");
        ExpectWord(yearMonth ? "MONTH" : "SECOND");
        if (!yearMonth)
        {
            ReadArgument(0, 9, 3);
        }

        return yearMonth ? DataTypes.YearMonthInterval : DataTypes.DayTimeInterval;
    }

    private int ReadArgument(int least, int most, int absent)
    {
        if (!TryRead('('))
        {
            return absent;
        }

        int argument = ReadNumber(least, most);
        Expect(')');
        return argument;
    }

    private int ReadNumber(int least, int most)
    {
        SkipSpaces();
        int start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        bool parsed = int.TryParse(
            text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return parsed && number >= least && number <= most
            ? number
            : throw Expected($"a number from {least} to {most}");
    }

    private string ReadName()
    {
        SkipSpaces();
        if (_at == text.Length || text[_at] != '`')
        {
            string bare = ReadBare();
            return bare.Length == 0 ? throw Expected("a column name") : bare;
        }

        var name = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '`' && (_at + 1 == text.Length || text[++_at] != '`'))
            {
                _at += text[_at] == '`' ? 1 : 0;
                return name.ToString();
            }

            name.Append(text[_at]);
        }

        throw Expected("` after the column name");
    }

    private string ReadWord() => ReadBare().ToUpperInvariant();

    private string ReadBare()
    {
        SkipSpaces();
        int start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$'))
        {
            _at++;
        }

        return text[start.._at];
    }

    private bool TryReadWord(string word)
    {
        int start = _at;
        bool found = ReadWord() == word;
        _at = found ? _at : start;
        return found;
    }

    private void ExpectWord(string word)
    {
        if (!TryReadWord(word))
        {
            throw Expected(word);
        }
    }

    private void Expect(char letter)
    {
        if (!TryRead(letter))
        {
            throw Expected($"{letter}");
        }
    }

    private bool IsClosed(char close)
    {
        SkipSpaces();
        return close == '\0' ? _at == text.Length : TryRead(close);
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private FormatException Expected(string what) =>
        new($"type text: expected {what} at position {_at} of \"{text}\"");
}
