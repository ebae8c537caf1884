using FlinkSql.Columnar;
using FlinkSql.Connectors.Options;

namespace FlinkSql.Connectors.DataGen;

/// <summary>
/// The options of one field, <c>fields.NAME.*</c>; each that is used is noted, so that none is without effect.
/// </summary>
internal sealed class FieldOptions(OptionSet options, string field, HashSet<string> used)
{
    public string Key(string name) => $"fields.{field}.{name}";

    /// <summary>The options of a part of the field: of an element, a key or a field of a ROW.</summary>
    public FieldOptions Part(string name) => new(options, $"{field}.{name}", used);

    public bool Has(string name) => options.Has(Key(name));

    public bool IsSequence
    {
        get
        {
            used.Add(Key("kind"));
            return options.Choice(Key("kind"), "random", "sequence") == 1;
        }
    }

    public double NullRate
    {
        get
        {
            used.Add(Key("null-rate"));
            return options.Real(Key("null-rate"), 0, 0, 1);
        }
    }

    public bool VariesLength
    {
        get
        {
            used.Add(Key("var-len"));
            return options.Flag(Key("var-len"));
        }
    }

    public TimeSpan MaxPast
    {
        get
        {
            used.Add(Key("max-past"));
            string text = options.Text(Key("max-past")) ?? "0";
            return DurationText.TryParse(text, out TimeSpan span)
                ? span
                : throw ConnectorErrors.WrongValue(Key("max-past"), text, "a span of time such as 10 s, 5 min or 1 d");
        }
    }

    public int Length(int fallback, int most = 1 << 20)
    {
        used.Add(Key("length"));
        return (int)options.Number(Key("length"), fallback, 0, most);
    }

    public (long Start, long End) Bounds(long least, long most) => Range("start", "end", required: true, least, most);

    public (long Least, long Most) Range(long least, long most) => Range("min", "max", required: false, least, most);

    public (double Least, double Most) RealRange(double least, double most)
    {
        used.Add(Key("min"));
        used.Add(Key("max"));
        double from = options.Real(Key("min"), least, least, most);
        double to = options.Real(Key("max"), most, least, most);
        return from <= to ? (from, to) : throw Reversed("min", "max");
    }

    /// <summary>Bounds of a DECIMAL, unscaled.</summary>
    public (Int128 Least, Int128 Most) DecimalRange(DecimalType type)
    {
        Int128 greatest = PowersOfTen.Of128[type.Precision] - 1;
        Int128 from = DecimalBound("min", type, -greatest);
        Int128 to = DecimalBound("max", type, greatest);
        return from <= to ? (from, to) : throw Reversed("min", "max");
    }

    private Int128 DecimalBound(string name, DecimalType type, Int128 fallback)
    {
        used.Add(Key(name));
        if (options.Text(Key(name)) is not { } text)
        {
            return fallback;
        }

        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return ValueParser.TryParseDecimal(bytes, type.Precision, type.Scale, out Int128 value)
            ? value
            : throw ConnectorErrors.WrongValue(Key(name), text, $"a {type.Name}");
    }

    private (long, long) Range(string low, string high, bool required, long least, long most)
    {
        used.Add(Key(low));
        used.Add(Key(high));
        if (required)
        {
            options.Required(Key(low), "a sequence has a start");
            options.Required(Key(high), "a sequence has an end");
        }

        long from = options.Number(Key(low), least, least, most);
        long to = options.Number(Key(high), most, least, most);
        return from <= to ? (from, to) : throw Reversed(low, high);
    }

    private Runtime.Connect.ConnectorException Reversed(string low, string high) => ConnectorErrors.WrongValue(
        Key(low), options.Text(Key(low)) ?? "", $"at most '{Key(high)}'");
}
