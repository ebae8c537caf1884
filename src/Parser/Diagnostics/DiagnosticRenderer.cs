using System.Globalization;
using System.Text;

namespace FlinkSql.Parser.Diagnostics;

/// <summary>Draws a diagnostic: head line, the line of SQL, carets under the span, then detail, expectation and hint.</summary>
internal static class DiagnosticRenderer
{
    private const int WidestLine = 160;

    public static string Render(Diagnostic diagnostic, string text)
    {
        StringBuilder output = new();
        output.Append(NameOf(diagnostic.Severity)).Append(' ').Append(diagnostic.Code).Append(": ")
            .Append(diagnostic.Message).Append('\n');
        if (!diagnostic.Span.IsNone || text.Length > 0) AppendPicture(output, diagnostic, text);
        AppendLine(output, "detail", diagnostic.Detail);
        AppendLine(output, "expected", diagnostic.Expected);
        AppendLine(output, "hint", diagnostic.Hint);
        return output.ToString();
    }

    public static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static void AppendLine(StringBuilder output, string name, string? value)
    {
        if (value is not null) output.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
    }

    private static void AppendPicture(StringBuilder output, Diagnostic diagnostic, string text)
    {
        TextPosition position = diagnostic.Span.StartPosition(text);
        int start = Math.Clamp(diagnostic.Span.Start, 0, text.Length);
        int lineStart = start - (position.Column - 1);
        int lineEnd = text.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and int found ? start + found : text.Length;
        int spanEnd = Math.Clamp(diagnostic.Span.End, start, lineEnd);

        // A line of a generated statement can be very long: show the part around the span.
        int from = Math.Max(lineStart, start - (WidestLine / 2));
        int to = Math.Min(lineEnd, from + WidestLine);
        spanEnd = Math.Min(spanEnd, to);
        string before = Clean(text[from..start], from > lineStart ? "..." : "");
        string after = Clean(text[start..to], "") + (to < lineEnd ? "..." : "");

        string number = position.Line.ToString(CultureInfo.InvariantCulture);
        string margin = new(' ', number.Length);
        output.Append(' ').Append(number).Append(" | ").Append(before).Append(after).Append('\n');
        output.Append(' ').Append(margin).Append(" | ").Append(' ', WidthOf(before))
            .Append('^', Math.Max(1, WidthOf(Clean(text[start..spanEnd], ""))));
        if (diagnostic.Suggestion is not null) output.Append(' ').Append(diagnostic.Suggestion);
        output.Append('\n');
    }

    private static string Clean(string part, string prefix)
    {
        StringBuilder cleaned = new(prefix);
        foreach (char c in part)
        {
            if (c == '\t') cleaned.Append("    ");
            else cleaned.Append(char.IsControl(c) ? ' ' : c);
        }
        return cleaned.ToString();
    }

    private static int WidthOf(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
                : IsWide(rune.Value) ? 2 : 1;
        }
        return width;
    }

    // East Asian wide blocks and emoji take two cells in a terminal.
    private static bool IsWide(int rune) =>
        rune is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF
            or >= 0x20000 and <= 0x3FFFD;
}
