using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Makes windows of constant intervals, and says which interval is wrong.</summary>
internal static class WindowSpecs
{
    /// <summary>The window of TUMBLE(ts, size), HOP(ts, slide, size) or SESSION(ts, gap) in GROUP BY.</summary>
    public static WindowSpec? FromGroupWindow(string window, Expr[] arguments, SourceSpan span, BindEnvironment environment)
    {
        string[] lengths = window switch { "TUMBLE" => ["size"], "HOP" => ["slide", "size"], _ => ["gap"] };
        if (arguments.Length != lengths.Length + 1)
        {
            string form = $"{window}(time column, {string.Join(", ", lengths)})";
            environment.Report(BinderErrors.WrongArguments(
                span, window, [.. arguments.Select(argument => argument.Type)], [form]));
            return null;
        }

        return Create(window, lengths.Zip(arguments.Skip(1)).ToDictionary(), span, environment);
    }

    /// <summary>The window with these lengths, by name: size, slide, step, gap and, where allowed, offset.</summary>
    public static WindowSpec? Create(
        string window, IReadOnlyDictionary<string, Expr> lengths, SourceSpan span, BindEnvironment environment)
    {
        var values = new Dictionary<string, long>();
        foreach ((string name, Expr length) in lengths)
        {
            if (Milliseconds(window, name, length, environment) is { } value)
            {
                values.Add(name, value);
            }
        }

        if (values.Count != lengths.Count)
        {
            return null;
        }

        WindowSpec spec = window switch
        {
            "TUMBLE" => new TumbleWindow(values["size"]),
            "HOP" => new HopWindow(values["slide"], values["size"]),
            "CUMULATE" => new CumulateWindow(values["step"], values["size"]),
            _ => new SessionWindow(values["gap"]),
        };
        spec = spec with { Offset = values.GetValueOrDefault("offset") };
        return Check(spec, span, environment) ? spec : null;
    }

    private static bool Check(WindowSpec spec, SourceSpan span, BindEnvironment environment)
    {
        if (spec is CumulateWindow cumulate && cumulate.Size % cumulate.Step != 0)
        {
            environment.Report(BinderErrors.CumulateStep(span, cumulate.Step, cumulate.Size));
            return false;
        }

        if (spec is HopWindow hop && hop.Slide > hop.Size)
        {
            environment.Report(BinderErrors.HopGaps(span, hop.Slide, hop.Size));
        }

        return true;
    }

    private static long? Milliseconds(string window, string name, Expr length, BindEnvironment environment)
    {
        switch (length)
        {
            case LiteralExpr { Value: long ms, Type: IntervalType } when ms > 0 || name == "offset":
                return ms;
            case LiteralExpr { Value: long, Type: IntervalType }:
                environment.Report(BinderErrors.WindowLengthNotPositive(length.Span, window, name));
                return null;
            case { Type: IntervalType { YearMonth: true } }:
                environment.Report(BinderErrors.WindowLengthInMonths(length.Span, window, name));
                return null;
            default:
                environment.Report(BinderErrors.WindowLengthNotConstant(length.Span, window, name, length.Type));
                return null;
        }
    }
}
