namespace FlinkSql.Linq;

/// <summary>
/// How many digits a <see cref="decimal"/> member of a row has in SQL. Without it a decimal is DECIMAL(28, 10): digits
/// behind the tenth are rounded, and a number of more than 18 digits before the point is an error.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class DecimalAttribute(int precision, int scale) : Attribute
{
    /// <summary>All digits, at most 38.</summary>
    public int Precision { get; } = precision;

    /// <summary>Digits behind the point.</summary>
    public int Scale { get; } = scale;
}
