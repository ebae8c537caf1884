using System.Globalization;
using FlinkSql.Codegen.Support;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;
using FlinkSql.Tests.Oracle;
using Xunit;
using static FlinkSql.Tests.Unit.Codegen.Plans;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>
/// Random expressions over NULLs and edge values: as columns, as constants, and by the interpreter they are the same.
/// </summary>
public sealed class RandomExpressionTests
{
    private const int Expressions = 100;
    private const int Rows = 40;

    private static readonly QueryContext Query = new(TimeZoneInfo.Utc, TimeProvider.System);

    private static readonly PhysicalSource Input =
        Source([.. RandomExpressions.Schema.Fields.Select(field => (field.Name, field.Type))]);

    // Several thousand expressions; FLINKSQL_EXPRESSION_SEEDS=500 makes it a hundred thousand.
    public static TheoryData<int> Seeds => [.. Enumerable.Range(
        1, int.Parse(Environment.GetEnvironmentVariable("FLINKSQL_EXPRESSION_SEEDS") ?? "15", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Columns_agree_with_the_interpreter(int seed)
    {
        var random = new RandomExpressions(seed);
        object?[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => random.Row())];
        (Expr[] exprs, object?[][] good) = Choose(random, rows);
        PhysicalCalc plan = Calc(Input, null, [.. exprs.Select((expr, number) => (expr, $"e{number}"))]);
        using OperatorDriver driver = Run(plan);
        driver.Process(Batch(driver.Memory, good));
        string[] expected = [.. good.Select(row => Picture(exprs, row))];
        AssertSame(seed, exprs, expected, driver.Lines);
        foreach (object?[] row in rows.Except(good).Take(5))
        {
            // It fails too, unless nobody needed the value that failed.
            Exception? failure = Record.Exception(() => driver.Process(Batch(driver.Memory, row)));
            Assert.True(failure is null or QueryFailure, $"seed {seed}: {failure}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Constants_agree_with_the_interpreter(int seed)
    {
        var random = new RandomExpressions(seed * 1000);
        var exprs = new List<Expr>();
        var values = new List<object?>();
        while (exprs.Count < Expressions)
        {
            Expr expr = random.Any();
            object?[] row = random.Row();
            if (TryEvaluate(expr, row, out object? value))
            {
                exprs.Add(Constant(expr, row));
                values.Add(value);
            }
        }

        PhysicalCalc plan = Calc(Input, null, [.. exprs.Select((expr, number) => (expr, $"e{number}"))]);
        using OperatorDriver driver = Run(plan);
        driver.Process(Batch(driver.Memory, random.Row()));
        AssertSame(seed, [.. exprs], ["+I " + string.Join(" ", values.Select(Pictures.Print))], driver.Lines);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Filters_keep_the_rows_for_which_the_condition_is_true(int seed)
    {
        var random = new RandomExpressions(seed * 77);
        Expr condition = random.Condition();
        object?[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => random.Row())];
        object?[][] good = [.. rows.Where(row => TryEvaluate(condition, row, out _))];
        Expr[] kept = [.. Input.Schema.Columns.Select(column => Column(Input, column.Name))];
        PhysicalCalc plan = Calc(Input, condition, [.. kept.Select((expr, number) => (expr, $"e{number}"))]);
        using OperatorDriver driver = Run(plan);
        driver.Process(Batch(driver.Memory, good));
        string[] expected = [.. good.Where(row => TryEvaluate(condition, row, out object? value) && value is true).Select(row => Picture(kept, row))];
        AssertSame(seed, [condition], expected, driver.Lines);
    }

    // Expressions that leave at least half of the rows without an error in any of them.
    private static (Expr[] Exprs, object?[][] Good) Choose(RandomExpressions random, object?[][] rows)
    {
        var exprs = new List<Expr>();
        while (exprs.Count < Expressions)
        {
            Expr expr = random.Any();
            object?[][] good = [.. rows.Where(row => TryEvaluate(expr, row, out _))];
            if (good.Length >= Rows / 2)
            {
                exprs.Add(expr);
                rows = good;
            }
        }

        return ([.. exprs], rows);
    }

    private static bool TryEvaluate(Expr expr, object?[] row, out object? value)
    {
        try
        {
            value = new ReferenceInterpreter(row, Query).Evaluate(expr);
            return true;
        }
        catch (QueryException)
        {
            value = null;
            return false;
        }
    }

    private static string Picture(Expr[] exprs, object?[] row) => "+I " + string.Join(
        " ", exprs.Select(expr => Pictures.Print(new ReferenceInterpreter(row, Query).Evaluate(expr))));

    private static Expr Constant(Expr expr, object?[] row) => expr is ColumnExpr column
        ? new LiteralExpr(row[column.Column], column.Type)
        : expr.WithOperands(expr.Operands.Select(operand => Constant(operand, row)).ToEquatable());

    private static RecordBatch Batch(BufferPool pool, params object?[][] rows)
    {
        var builder = new BatchBuilder(Input.Schema.ToSchema(), pool);
        foreach (object?[] row in rows)
        {
            builder.AppendRow(RowKind.Insert, row);
        }

        return builder.Build();
    }

    private static void AssertSame(int seed, Expr[] exprs, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int row = 0; row < expected.Count; row++)
        {
            if (expected[row] != actual[row])
            {
                string[] left = expected[row].Split(' ');
                string[] right = actual[row].Split(' ');
                int at = Enumerable.Range(0, left.Length).First(part => part >= right.Length || left[part] != right[part]);
                string which = at - 1 < exprs.Length && at > 0 ? exprs[at - 1].ToString() : "";
                Assert.Fail($"seed {seed}, row {row}: {which}\nexpected {left[at]}\nactual   {(at < right.Length ? right[at] : "")}");
            }
        }
    }
}
