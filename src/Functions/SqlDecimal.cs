namespace FlinkSql.Functions;

/// <summary>A DECIMAL value as functions see it: the unscaled integer with its precision and scale.</summary>
public readonly record struct SqlDecimal(Int128 Unscaled, int Precision, int Scale) : IComparable<SqlDecimal>
{
    /// <summary>Compares by value: 1.0 and 1.00 are equal here, though not as records.</summary>
    public int CompareTo(SqlDecimal other) => DecimalMath.Compare(Unscaled, Scale, other.Unscaled, other.Scale);

    public static bool operator <(SqlDecimal left, SqlDecimal right) => left.CompareTo(right) < 0;

    public static bool operator >(SqlDecimal left, SqlDecimal right) => left.CompareTo(right) > 0;

    public static bool operator <=(SqlDecimal left, SqlDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SqlDecimal left, SqlDecimal right) => left.CompareTo(right) >= 0;
}
