using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlinkSql.Tests.Acceptance;

/// <summary>
/// One spelling for values whatever their type: NULL as null, numbers to 12 significant digits, timestamps without
/// trailing zeros, nested values as text. Expected and actual rows are compared in it.
/// </summary>
internal static partial class CanonicalValue
{
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(item => Of(item) ?? "None"))}]",
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject()
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => $"{field.Name}={Of(field.Value) ?? "None"}")) + "}",
        JsonValueKind.Number => OfText(value.GetRawText()),
        _ => OfText(value.GetString()!),
    };

    public static string? OfText(string text)
    {
        if (text is "null" or "NULL")
        {
            return null;
        }

        if (text.ToLowerInvariant() is "true" or "false")
        {
            return text.ToLowerInvariant();
        }

        return Timestamp(text) ?? Number(text) ?? text;
    }

    private static string? Timestamp(string text)
    {
        Match match = TimestampPattern().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        string fraction = match.Groups[4].Value.TrimStart('.').TrimEnd('0');
        string seconds = match.Groups[3].Success ? match.Groups[3].Value : ":00";
        return $"{match.Groups[1].Value} {match.Groups[2].Value}{seconds}{(fraction.Length == 0 ? "" : "." + fraction)}";
    }

    private static string? Number(string text)
    {
        Match match = NumberPattern().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        string fraction = match.Groups[3].Value.TrimStart('.');
        int exponent = match.Groups[4].Success ? int.Parse(match.Groups[4].Value[1..], CultureInfo.InvariantCulture) : 0;
        string digits = (match.Groups[2].Value + fraction).TrimStart('0');
        exponent -= fraction.Length;
        if (digits.Length == 0)
        {
            return "0";
        }

        if (digits.Length > 12)
        {
            int cut = digits.Length - 12;
            BigInteger rounded = HalfEven(BigInteger.Parse(digits), BigInteger.Pow(10, cut));
            digits = rounded.ToString(CultureInfo.InvariantCulture);
            exponent += cut;
        }

        string significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        return $"{(match.Groups[1].Value == "-" ? "-" : "")}{significant}E{exponent}";
    }

    private static BigInteger HalfEven(BigInteger value, BigInteger unit)
    {
        BigInteger quotient = BigInteger.DivRem(value, unit, out BigInteger rest);
        int side = (rest * 2).CompareTo(unit);
        return side > 0 || (side == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    [GeneratedRegex(@"^(\d{4,5}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$")]
    private static partial Regex TimestampPattern();

    [GeneratedRegex(@"^([+-]?)(\d+)(\.\d*)?([eE][+-]?\d+)?$")]
    private static partial Regex NumberPattern();
}
