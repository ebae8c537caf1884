using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Cli.Output;

/// <summary>A value as a line of a terminal shows it.</summary>
internal static class Cell
{
    /// <summary>The text of a value, control characters made visible so that one row stays one line.</summary>
    public static string Text(object? value, DataType type, TimeZoneInfo zone)
    {
        if (value is null)
        {
            return "<NULL>";
        }

        string text = ValueText.Of(value, type, zone);
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.Contains('\x7f', StringComparison.Ordinal))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            visible.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\x7f' => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        }

        return visible.ToString();
    }
}
