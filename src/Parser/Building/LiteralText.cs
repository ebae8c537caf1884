using System.Globalization;
using System.Text;
using Antlr4.Runtime.Tree;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Generated;
using FlinkSql.Parser.Reading;

namespace FlinkSql.Parser.Building;

/// <summary>Decodes the text between quotes: doubled quotes, U&amp;'..' with UESCAPE, E'..' with backslashes, adjacent pieces.</summary>
internal static class LiteralText
{
    /// <summary>The value of a name token, without its quotes.</summary>
    public static string NameOf(SqlToken token)
    {
        if (token.Type != FlinkSqlLexer.QUOTED_IDENTIFIER) return token.Text;
        ReadOnlySpan<char> text = token.AsSpan();
        if (text.Length == 2) throw new SyntaxErrorException(ParserErrors.EmptyName(token.Span));
        return Unquote(text, text[0]);
    }

    /// <summary>Removes the quotes around a text and halves the doubled ones inside.</summary>
    public static string Unquote(ReadOnlySpan<char> quoted, char quote)
    {
        ReadOnlySpan<char> inner = quoted[1..^1];
        return inner.Contains(quote)
            ? inner.ToString().Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal)
            : inner.ToString();
    }

    /// <summary>The value of a string literal and its character set, if given.</summary>
    public static (string Value, string? Charset) Decode(FlinkSqlParser.TextContext context)
    {
        SqlToken first = (SqlToken)context.Start;
        string? charset = null;
        string value;
        switch (first.Type)
        {
            case FlinkSqlLexer.CHARSET_STRING:
                int quote = first.AsSpan().IndexOf('\'');
                charset = first.AsSpan()[1..quote].ToString();
                value = Unquote(first.AsSpan()[quote..], '\'');
                break;
            case FlinkSqlLexer.ESCAPED_STRING:
                value = DecodeBackslashes(first);
                break;
            case FlinkSqlLexer.UNICODE_STRING:
                return (DecodeUnicode(context, first), null);
            default:
                value = Unquote(first.AsSpan(), '\'');
                break;
        }
        if (context.ChildCount == 1) return (value, charset);
        StringBuilder joined = new(value);
        for (int at = 1; at < context.ChildCount; at++) AppendPiece(joined, context.GetChild(at));
        return (joined.ToString(), charset);
    }

    private static void AppendPiece(StringBuilder joined, IParseTree piece) =>
        joined.Append(Unquote(((SqlToken)((ITerminalNode)piece).Symbol).AsSpan(), '\''));

    private static string DecodeUnicode(FlinkSqlParser.TextContext context, SqlToken first)
    {
        ITerminalNode[] strings = context.STRING();
        char escape = '\\';
        int pieces = strings.Length;
        if (context.UESCAPE() is not null)
        {
            SqlToken last = (SqlToken)strings[--pieces].Symbol;
            string given = Unquote(last.AsSpan(), '\'');
            if (given.Length != 1 || char.IsAsciiHexDigit(given[0]) || char.IsWhiteSpace(given[0]) || given[0] is '+' or '\'' or '"')
                throw new SyntaxErrorException(ParserErrors.BadEscapeCharacter(last.Span));
            escape = given[0];
        }
        StringBuilder joined = new(Unquote(first.AsSpan()[2..], '\''));
        for (int at = 0; at < pieces; at++) AppendPiece(joined, strings[at]);

        string raw = joined.ToString();
        StringBuilder decoded = new(raw.Length);
        for (int at = 0; at < raw.Length; at++)
        {
            if (raw[at] != escape) decoded.Append(raw[at]);
            else if (at + 1 < raw.Length && raw[at + 1] == escape) decoded.Append(raw[++at]);
            else if (at + 1 < raw.Length && raw[at + 1] == '+') AppendCodePoint(decoded, raw, at + 2, 6, first, ref at);
            else AppendCodePoint(decoded, raw, at + 1, 4, first, ref at);
        }
        return decoded.ToString();
    }

    private static string DecodeBackslashes(SqlToken token)
    {
        string raw = Unquote(token.AsSpan()[1..], '\'');
        StringBuilder decoded = new(raw.Length);
        for (int at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\' || at + 1 == raw.Length)
            {
                decoded.Append(raw[at]);
                continue;
            }
            char kind = raw[++at];
            switch (kind)
            {
                case 'b': decoded.Append('\b'); break;
                case 'f': decoded.Append('\f'); break;
                case 'n': decoded.Append('\n'); break;
                case 'r': decoded.Append('\r'); break;
                case 't': decoded.Append('\t'); break;
                case 'u': AppendCodePoint(decoded, raw, at + 1, 4, token, ref at); break;
                case 'U': AppendCodePoint(decoded, raw, at + 1, 8, token, ref at); break;
                case 'x': AppendCodePoint(decoded, raw, at + 1, 2, token, ref at); break;
                default: decoded.Append(kind); break;
            }
        }
        return decoded.ToString();
    }

    private static void AppendCodePoint(StringBuilder decoded, string raw, int start, int digits, SqlToken token, ref int at)
    {
        if (start + digits > raw.Length
            || !int.TryParse(raw.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || code is < 0 or > 0x10FFFF)
            throw new SyntaxErrorException(ParserErrors.BadEscape(token.Span));
        if (code <= char.MaxValue) decoded.Append((char)code);
        else decoded.Append(char.ConvertFromUtf32(code));
        at = start + digits - 1;
    }
}
