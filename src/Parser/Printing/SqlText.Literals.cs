using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Building;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private void Literal(LiteralSyntax literal)
    {
        switch (literal)
        {
            case IntegerLiteralSyntax number: Add(number.Digits); break;
            case DecimalLiteralSyntax number: Add(number.Text); break;
            case DoubleLiteralSyntax number: Add(number.Text); break;
            case StringLiteralSyntax text: AddIf(text.Charset is not null, "_" + text.Charset).String(text.Value); break;
            case BinaryLiteralSyntax binary: Add("X'").Add(binary.Hex).Add("'"); break;
            case BooleanLiteralSyntax boolean: Add(boolean.Value ? "TRUE" : "FALSE"); break;
            case UnknownLiteralSyntax: Add("UNKNOWN"); break;
            case NullLiteralSyntax: Add("NULL"); break;
            case DateLiteralSyntax date: Add("DATE ").String(date.Text); break;
            case TimeLiteralSyntax time: Add("TIME ").String(time.Text); break;
            case TimestampLiteralSyntax timestamp:
                Add(timestamp.WithLocalTimeZone ? "TIMESTAMP WITH LOCAL TIME ZONE " : "TIMESTAMP ").String(timestamp.Text);
                break;
            case IntervalLiteralSyntax interval:
                Add(interval.Negative ? "INTERVAL -" : "INTERVAL ").String(interval.Text).NodeAfter(" ", interval.Qualifier);
                break;
        }
    }

    private void Qualifier(IntervalQualifierSyntax qualifier)
    {
        Add(TimeUnits.NameOf(qualifier.Start));
        if (qualifier.End is { } end)
        {
            Precision(qualifier.Precision, null).Add(" TO ").Add(TimeUnits.NameOf(end));
            Precision(qualifier.FractionalPrecision, null);
        }
        else
        {
            Precision(qualifier.Precision, qualifier.FractionalPrecision);
        }
    }

    private SqlText Precision(int? first, int? second)
    {
        if (first is not { } precision) return this;
        Add("(").Number(precision);
        if (second is { } scale) Add(", ").Number(scale);
        return Add(")");
    }
}
