using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Optimizer;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Optimizer;

public class ConstantEvaluatorTests
{
    private static readonly ConstantEvaluator Evaluator = new(new QueryContext(TimeZoneInfo.Utc, TimeProvider.System));

    private static LiteralExpr Of(object? value, DataType type) => new(value, type);

    private static object? Fold(Expr expr)
    {
        LiteralExpr? folded = Evaluator.Evaluate(expr);
        Assert.NotNull(folded);
        return folded.Value;
    }

    [Theory]
    [InlineData(ArithmeticOperator.Add, int.MaxValue, 1, int.MinValue)]
    [InlineData(ArithmeticOperator.Subtract, int.MinValue, 1, int.MaxValue)]
    [InlineData(ArithmeticOperator.Multiply, 65536, 65536, 0)]
    [InlineData(ArithmeticOperator.Divide, -7, 2, -3)]
    [InlineData(ArithmeticOperator.Divide, int.MinValue, -1, int.MinValue)]
    [InlineData(ArithmeticOperator.Modulo, -7, 2, -1)]
    public void Integers_wrap_in_their_width(ArithmeticOperator op, int left, int right, int expected) =>
        Assert.Equal(expected, Fold(new ArithmeticExpr(op, Of(left, DataTypes.Int), Of(right, DataTypes.Int), DataTypes.Int)));

    [Fact]
    public void A_division_by_zero_is_left_to_the_run_time() => Assert.Null(Evaluator.Evaluate(
        new ArithmeticExpr(ArithmeticOperator.Divide, Of(1, DataTypes.Int), Of(0, DataTypes.Int), DataTypes.Int)));

    [Fact]
    public void A_decimal_that_does_not_fit_is_NULL()
    {
        DataType nines = DataTypes.Decimal(2, 0);
        Assert.Null(Fold(new ArithmeticExpr(ArithmeticOperator.Multiply, Of(99L, nines), Of(99L, nines), nines)));
    }

    [Fact]
    public void A_cast_that_fails_is_left_to_the_run_time()
    {
        Assert.Null(Evaluator.Evaluate(new CastExpr(Of("x", DataTypes.String), DataTypes.Int, Try: false)));
        Assert.Null(Fold(new CastExpr(Of("x", DataTypes.String), DataTypes.Int, Try: true)));
        Assert.Equal(12, Fold(new CastExpr(Of("12", DataTypes.String), DataTypes.Int, Try: false)));
    }

    [Fact]
    public void NULL_in_a_comparison_is_NULL() => Assert.Null(Fold(new CompareExpr(
        CompareOperator.Equal, new ColumnExpr(0, "a", DataTypes.Int), Of(null, DataTypes.Int))));

    [Fact]
    public void Text_compares_by_code_point()
    {
        // U+FF5E sorts before U+1F600, although its UTF-16 code unit is greater.
        var compare = new CompareExpr(CompareOperator.Less, Of("\uFF5E", DataTypes.String), Of("\U0001F600", DataTypes.String));
        Assert.Equal(true, Fold(compare));
    }

    [Fact]
    public void NULL_in_a_list_makes_a_miss_unknown()
    {
        var list = new InExpr(Of(1, DataTypes.Int), [Of(2, DataTypes.Int), Of(null, DataTypes.Int)], Negated: false);
        Assert.Null(Fold(list));
        Assert.Equal(true, Fold(list with { Values = [Of(1, DataTypes.Int), Of(null, DataTypes.Int)] }));
    }
}
