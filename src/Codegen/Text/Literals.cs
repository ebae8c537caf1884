using System.Globalization;

namespace FlinkSql.Codegen.Text;

/// <summary>
/// The one place that writes constants into source: numbers and truth values only. Texts and bytes of a query live in
/// the constants object instead.
/// </summary>
internal static class Literals
{
    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) =>
        value == int.MinValue ? "int.MinValue" : Grouped(value);

    /// <summary>Without a suffix where C# widens the number by itself.</summary>
    public static string Of(long value) =>
        value == long.MinValue ? "long.MinValue"
        : value is > int.MaxValue or < int.MinValue ? Grouped(value) + "L"
        : Of((int)value);

    public static string Of(Int128 value) => value >= long.MinValue && value <= long.MaxValue
        ? $"(Int128){Parenthesized(Of((long)value))}"
        : $"new Int128(0x{(ulong)(value >> 64):X}UL, 0x{(ulong)value:X}UL)";

    public static string Of(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        0 when double.IsNegative(value) => "-0.0",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "d",
    };

    public static string Of(float value) => value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        0 when float.IsNegative(value) => "-0.0f",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    private static string Parenthesized(string text) => text[0] == '-' ? $"({text})" : text;

    // 86400000 reads as 86_400_000.
    private static string Grouped(long value)
    {
        string digits = Math.Abs(value).ToString(CultureInfo.InvariantCulture);
        if (digits.Length > 4)
        {
            for (int at = digits.Length - 3; at > 0; at -= 3)
            {
                digits = digits.Insert(at, "_");
            }
        }

        return value < 0 ? '-' + digits : digits;
    }
}
