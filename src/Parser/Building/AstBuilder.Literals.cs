using System.Text;
using Antlr4.Runtime.Tree;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Reading;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private static LiteralSyntax Literal(LiteralContext context)
    {
        SourceSpan span = SpanOf(context);
        switch (context)
        {
            case TextLiteralContext text:
                (string value, string? charset) = LiteralText.Decode(text.text());
                return new StringLiteralSyntax(value) { Charset = charset, Span = span };
            case BinaryLiteralContext binary:
                return Binary(binary);
            case NumberLiteralContext number:
                return Number(number);
            case WordLiteralContext word:
                return word.Start.Type switch
                {
                    TRUE => new BooleanLiteralSyntax(true) { Span = span },
                    FALSE => new BooleanLiteralSyntax(false) { Span = span },
                    UNKNOWN => new UnknownLiteralSyntax { Span = span },
                    _ => new NullLiteralSyntax { Span = span },
                };
            case TimeLiteralContext time:
                string moment = QuotedText(time.STRING());
                return time.Start.Type switch
                {
                    DATE => new DateLiteralSyntax(moment) { Span = span },
                    _ when time.Start.Type == TIME => new TimeLiteralSyntax(moment) { Span = span },
                    _ => new TimestampLiteralSyntax(moment)
                    {
                        WithLocalTimeZone = time.Start.Type == TIMESTAMP_LTZ || time.LOCAL() is not null,
                        Span = span,
                    },
                };
            default:
                return Interval((IntervalLiteralContext)context);
        }
    }

    private static LiteralSyntax Number(NumberLiteralContext context)
    {
        string text = context.Start.Text;
        SourceSpan span = SpanOf(context);
        return context.Start.Type switch
        {
            INTEGER => new IntegerLiteralSyntax(text) { Span = span },
            DECIMAL => new DecimalLiteralSyntax(text) { Span = span },
            _ => new DoubleLiteralSyntax(text) { Span = span },
        };
    }

    private static BinaryLiteralSyntax Binary(BinaryLiteralContext context)
    {
        StringBuilder digits = new();
        foreach (IParseTree piece in context.children)
        {
            SqlToken token = TokenOf((ITerminalNode)piece);
            ReadOnlySpan<char> quoted = token.AsSpan();
            ReadOnlySpan<char> hex = quoted[(quoted.IndexOf('\'') + 1)..^1];
            foreach (char digit in hex)
            {
                if (!char.IsAsciiHexDigit(digit)) throw new SyntaxErrorException(ParserErrors.BadBinary(token.Span));
                digits.Append(char.ToUpperInvariant(digit));
            }
        }
        if (digits.Length % 2 != 0) throw new SyntaxErrorException(ParserErrors.OddBinary(SpanOf(context)));
        return new BinaryLiteralSyntax(digits.ToString()) { Span = SpanOf(context) };
    }

    private static IntervalLiteralSyntax Interval(IntervalLiteralContext context)
    {
        string text = context.STRING() is { } quoted ? QuotedText(quoted) : context.INTEGER().GetText();
        return new IntervalLiteralSyntax(text, Qualifier(context.intervalQualifier()))
        {
            Negative = context.MINUS_SIGN() is not null,
            Span = SpanOf(context),
        };
    }

    private static IntervalQualifierSyntax Qualifier(IntervalQualifierContext context)
    {
        IdentifierContext[] units = context.identifier();
        ITerminalNode[] numbers = context.INTEGER();
        TimeUnit start = Unit(units[0]);
        TimeUnit? end = units.Length == 2 ? Unit(units[1]) : null;
        if (end >= start) throw new SyntaxErrorException(ParserErrors.BadUnitRange(SpanOf(context)));

        // The numbers in order: leading precision and fraction behind the first unit, fraction behind the second.
        int? precision = null;
        int? fraction = null;
        foreach (ITerminalNode number in numbers)
        {
            bool behindFirst = end is null || number.Symbol.StartIndex < units[1].Start.StartIndex;
            if (behindFirst && precision is null) precision = Number(number);
            else fraction = Number(number);
        }
        return new IntervalQualifierSyntax(start)
        {
            End = end,
            Precision = precision,
            FractionalPrecision = fraction,
            Span = SpanOf(context),
        };
    }

    private static TimeUnit Unit(IdentifierContext context) =>
        TimeUnits.TryParse(context.Start.Text, out TimeUnit unit)
            ? unit
            : throw new SyntaxErrorException(ParserErrors.UnknownTimeUnit(SpanOf(context), context.Start.Text));
}
