using System.Linq.Expressions;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>Parts of dates and times, and moving them.</summary>
internal static class TimeCalls
{
    private static readonly Dictionary<string, string> s_parts = new()
    {
        [nameof(DateTime.Year)] = "YEAR",
        [nameof(DateTime.Month)] = "MONTH",
        [nameof(DateTime.Day)] = "DAYOFMONTH",
        [nameof(DateTime.DayOfYear)] = "DAYOFYEAR",
        [nameof(DateTime.Hour)] = "HOUR",
        [nameof(DateTime.Minute)] = "MINUTE",
        [nameof(DateTime.Second)] = "SECOND",
    };

    private static readonly Dictionary<string, TimeUnit> s_units = new()
    {
        [nameof(DateTime.AddYears)] = TimeUnit.Year,
        [nameof(DateTime.AddMonths)] = TimeUnit.Month,
        [nameof(DateTime.AddDays)] = TimeUnit.Day,
        [nameof(DateTime.AddHours)] = TimeUnit.Hour,
        [nameof(DateTime.AddMinutes)] = TimeUnit.Minute,
        [nameof(DateTime.AddSeconds)] = TimeUnit.Second,
    };

    public static ExpressionSyntax? Member(string name, ValueShape owner)
    {
        Type type = ClrTypes.Bare(owner.Type);
        bool date = ClrTypes.IsTime(type) || type == typeof(DateOnly);
        if (name == nameof(DateTime.Date) && type == typeof(DateTime))
        {
            return Syntax.Call("FLOOR", owner.Sql, new TimeUnitSyntax(TimeUnit.Day));
        }

        return (date || type == typeof(TimeOnly)) && s_parts.TryGetValue(name, out string? part)
            ? Syntax.Call(part, owner.Sql)
            : null;
    }

    public static ExpressionSyntax? Translate(MethodCallExpression call, ExpressionToSyntax to)
    {
        Type type = call.Method.DeclaringType!;
        if (type == typeof(DateOnly) && call.Method.Name == nameof(DateOnly.FromDateTime))
        {
            return Syntax.Cast(to.Value(call.Arguments[0]), typeof(DateOnly));
        }

        if (call.Object is null || !(ClrTypes.IsTime(type) || type == typeof(DateOnly)) || call.Arguments.Count != 1)
        {
            return null;
        }

        return call.Method.Name switch
        {
            nameof(DateTime.Add) when call.Arguments[0].Type == typeof(TimeSpan) =>
                Syntax.Binary(to.Value(call.Object), BinaryOperator.Add, to.Value(call.Arguments[0])),
            nameof(DateTime.Subtract) when call.Arguments[0].Type == typeof(TimeSpan) =>
                Syntax.Binary(to.Value(call.Object), BinaryOperator.Subtract, to.Value(call.Arguments[0])),
            var name when s_units.TryGetValue(name, out TimeUnit unit) =>
                Moved(call, to.Value(call.Object), unit, call.Arguments[0], to),
            _ => null,
        };
    }

    private static BinarySyntax Moved(
        MethodCallExpression call, ExpressionSyntax time, TimeUnit unit, Expression count, ExpressionToSyntax to)
    {
        if (!Captured.IsFree(count))
        {
            Expression number = count is UnaryExpression { NodeType: ExpressionType.Convert } widened ? widened.Operand : count;
            return ClrTypes.IsInteger(number.Type)
                ? Syntax.Binary(time, BinaryOperator.Add, Syntax.Binary(
                    to.Value(number), BinaryOperator.Multiply, new IntervalLiteralSyntax("1", new IntervalQualifierSyntax(unit))))
                : throw LinqErrors.Untranslatable(call, "SQL moves times by whole units", "add a TimeSpan");
        }

        object amount = Captured.Evaluate(count)!;
        if (amount is double length)
        {
            return Syntax.Binary(time, BinaryOperator.Add, LiteralValues.Interval(unit switch
            {
                TimeUnit.Day => TimeSpan.FromDays(length),
                TimeUnit.Hour => TimeSpan.FromHours(length),
                TimeUnit.Minute => TimeSpan.FromMinutes(length),
                _ => TimeSpan.FromSeconds(length),
            }));
        }

        int units = (int)amount;
        string digits = Math.Abs((long)units).ToString();
        var qualifier = new IntervalQualifierSyntax(unit) { Precision = digits.Length > 2 ? digits.Length : null };
        return Syntax.Binary(
            time, BinaryOperator.Add, new IntervalLiteralSyntax(digits, qualifier) { Negative = units < 0 });
    }
}
