using System.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>SPLIT: the parts between separators as an array; for an empty separator the characters.</summary>
public static class Split
{
    [ScalarFunction("split(string, string) -> array<string>")]
    public static object?[] Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator)
    {
        var parts = new List<object?>();
        while (true)
        {
            int at = separator.IsEmpty ? CodePoints.Offset(text, 1) : text.IndexOf(separator);
            bool isLast = at < 0 || (separator.IsEmpty && at == text.Length);
            parts.Add(Encoding.UTF8.GetString(isLast ? text : text[..at]));
            if (isLast)
            {
                return [.. parts];
            }

            text = text[(at + separator.Length)..];
        }
    }
}
