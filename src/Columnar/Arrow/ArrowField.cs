namespace FlinkSql.Columnar.Arrow;

/// <summary>A type of Arrow's metadata without its children; parameters that a kind does not have are left at zero.</summary>
/// <param name="Kind">Which type.</param>
/// <param name="Width">Bits of a number, bytes of a FixedSizeBinary, elements of a FixedSizeList.</param>
/// <param name="Signed">Whether an integer is signed.</param>
/// <param name="Precision">Digits of a decimal.</param>
/// <param name="Scale">Digits of a decimal after the point.</param>
/// <param name="Unit">Unit of a time.</param>
/// <param name="Zoned">Whether a timestamp is an instant.</param>
internal readonly record struct ArrowType(
    ArrowKind Kind, int Width = 0, bool Signed = false, int Precision = 0, int Scale = 0, ArrowUnit Unit = 0,
    bool Zoned = false)
{
    /// <summary>The name for messages.</summary>
    public override string ToString() => Kind switch
    {
        ArrowKind.Int => (Signed ? "Int" : "UInt") + Width,
        ArrowKind.FloatingPoint => "Float" + Width,
        ArrowKind.Decimal => $"Decimal{Width}({Precision}, {Scale})",
        ArrowKind.Date => Unit == ArrowUnits.DateDay ? "Date32" : "Date64",
        ArrowKind.Time => $"Time{Width}({Unit})",
        ArrowKind.Timestamp => $"Timestamp({Unit})",
        ArrowKind.Duration => $"Duration({Unit})",
        ArrowKind.Interval => Unit switch
        {
            ArrowUnits.IntervalYearMonth => "Interval(YearMonth)",
            ArrowUnits.IntervalDayTime => "Interval(DayTime)",
            _ => "Interval(MonthDayNano)",
        },
        ArrowKind.FixedSizeBinary or ArrowKind.FixedSizeList => $"{Kind}({Width})",
        _ => Kind.ToString(),
    };
}

/// <summary>How the values of a field refer to a dictionary.</summary>
internal sealed record ArrowDictionary(long Id, ArrowType Index);

/// <summary>A field of Arrow's metadata with the type that its values have here.</summary>
internal sealed record ArrowField(string Name, ArrowType Type, ArrowField[] Children)
{
    public bool Nullable { get; init; } = true;

    /// <summary>Set where the values are indexes into a dictionary of values of <see cref="Type"/>.</summary>
    public ArrowDictionary? Dictionary { get; init; }

    /// <summary>The SQL type of the column made from the field.</summary>
    public DataType DataType { get; init; } = DataTypes.Null;

    /// <summary>Whether the fields have the same layout: types alike at every level, and no dictionaries.</summary>
    public bool HasLayoutOf(ArrowField other)
    {
        if (Dictionary is not null || Type != other.Type || Children.Length != other.Children.Length)
        {
            return false;
        }

        for (int child = 0; child < Children.Length; child++)
        {
            if (!Children[child].HasLayoutOf(other.Children[child]))
            {
                return false;
            }
        }

        return true;
    }
}
