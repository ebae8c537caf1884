using System.Linq.Expressions;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>What a lambda gives in the engine is what it gives in .NET.</summary>
public class SameAsDotNetTests
{
    private static readonly Sample[] s_rows =
    [
        new("alpha", null, 7, 3, 2, 9_000_000_000, 2.25, 12.5m, new DateTime(2024, 2, 29, 13, 5, 7), null, true),
        new("  Beta ", "x", -7, 2, -1, -5, -0.5, -3.25m, new DateTime(1969, 12, 31, 23, 59, 59), 4, false),
        new("", "alpha", 1_000_000, 1_000_000, 100, 1, 1e3, 0.1m, new DateTime(2023, 1, 1), -4, true),
    ];

    [Fact]
    public Task Integer_arithmetic() => Check(s => s.A + s.B * 2 - s.A / s.B + s.A % s.B);

    [Fact]
    public Task Widening_before_the_operation() => Check(s => (long)s.A * s.B * s.A);

    [Fact]
    public Task Widening_by_a_literal() => Check(s => s.A * 3_000L);

    [Fact]
    public Task Small_integers_add_as_int() => Check(s => s.Small + s.Small + 32_000);

    [Fact]
    public Task Mixed_numbers() => Check(s => s.A * s.D + s.Big - s.Small * 0.5);

    [Fact]
    public Task Decimals() => Check(s => s.M * s.A - 1.25m + s.M * 2m);

    [Fact]
    public Task Negation_and_casts() => Check(s => -(int)s.D + (int)s.M - (short)s.B);

    [Fact]
    public Task Conditions() => Check(s => (s.A > s.B || !(s.Flag && s.D <= 0.5)) && s.Text != "zzz");

    [Fact]
    public Task Nulls() => Check(s => (s.Other ?? "none") + (s.Maybe.HasValue ? "1" : "0") + (s.Other == null ? "!" : "?"));

    [Fact]
    public Task Defaults_of_nulls() => Check(s => s.Maybe.GetValueOrDefault() + (s.Maybe ?? 5) + s.Maybe.GetValueOrDefault(9));

    [Fact]
    public Task Nulls_stay_null() => Check(s => s.Maybe + 1);

    [Fact]
    public Task Cases() => Check(s => s.Text.ToUpper() + s.Text.ToLowerInvariant());

    [Fact]
    public Task Trimming() => Check(s => "<" + s.Text.Trim() + "|" + s.Text.TrimStart() + "|" + s.Text.TrimEnd() + ">");

    [Fact]
    public Task Searching() => Check(s =>
        (s.Text.StartsWith("al") ? 1 : 0) + (s.Text.EndsWith('a') ? 2 : 0) + (s.Text.Contains("et") ? 4 : 0) + s.Text.IndexOf('a') * 10);

    [Fact]
    public Task Parts_of_text() => Check(s => s.Text.Replace("a", "oo") + s.Text.Length);

    [Fact]
    public Task Ends_of_text() => Check(s => (s.Text + "12345").Substring(2));

    [Fact]
    public Task Middles_of_text() => Check(s => (s.Text + "12345").Substring(s.Small < 0 ? 0 : 1, 3));

    [Fact]
    public Task Interpolation() => Check(s => $"{s.Text}:{s.A} {{{s.Big}}}");

    [Fact]
    public Task Empty_text() => Check(s => string.IsNullOrEmpty(s.Text) || string.IsNullOrEmpty(s.Other));

    [Fact]
    public Task Times() => Check(s => s.At.Year + s.At.Month * 100 + s.At.Day + s.At.Hour * s.At.Minute + s.At.Second + s.At.DayOfYear);

    [Fact]
    public Task Moved_times() => Check(s => s.At.AddDays(1.5).AddMinutes(-90).AddSeconds(s.A) + TimeSpan.FromMilliseconds(1500));

    [Fact]
    public Task Months_and_days() => Check(s => s.At.AddMonths(1).AddYears(-1).Date);

    [Fact]
    public Task Dates() => Check(s => DateOnly.FromDateTime(s.At));

    [Fact]
    public Task Comparing_times()
    {
        DateTime limit = new(2023, 6, 1, 0, 0, 0, 500);
        return Check(s => s.At > limit);
    }

    [Fact]
    public Task Math_of_doubles() => Check(s =>
        Math.Floor(s.D) + Math.Ceiling(s.D) + Math.Abs(s.D) + Math.Sign(s.D) + Math.Max(s.D, 1.0) + Math.Min(s.D, 1.0));

    [Fact]
    public Task Powers_and_roots() => Check(s =>
        Math.Round(Math.Sqrt(Math.Abs(s.D)) + Math.Pow(s.D, 2) + Math.Log(10 + s.D) + Math.Exp(-Math.Abs(s.D)), 6, MidpointRounding.AwayFromZero));

    [Fact]
    public Task Math_of_decimals() => Check(s => Math.Round(s.M, 1, MidpointRounding.AwayFromZero) + Math.Truncate(s.M) + Math.Abs(s.M));

    [Fact]
    public Task Lists_outside_the_query()
    {
        var numbers = new List<int> { 7, 8 };
        string[] texts = ["", "q"];
        return Check(s => numbers.Contains(s.A) || texts.Contains(s.Text));
    }

    private static async Task Check<T>(Expression<Func<Sample, T>> lambda)
    {
        await using var run = new LinqRun();
        Func<Sample, T> direct = lambda.Compile();
        Assert.Equal(s_rows.Select(direct), await run.ToList(run.Engine.From(s_rows).Select(lambda)));
    }

    private sealed record Sample(
        string Text, string? Other, int A, int B, short Small, long Big, double D, decimal M, DateTime At, int? Maybe, bool Flag);
}
