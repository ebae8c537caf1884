using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Binding;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

public class OverloadResolverTests
{
    private static readonly FunctionSignature[] s_overloads =
    [
        FunctionSignature.Parse("f(int) -> int"),
        FunctionSignature.Parse("f(bigint) -> bigint"),
        FunctionSignature.Parse("f(double) -> double"),
        FunctionSignature.Parse("f(string, int?) -> string"),
        FunctionSignature.Parse("f(timestamp, any...) -> string"),
    ];

    [Fact]
    public void An_exact_overload_wins()
    {
        Assert.Equal("F(INT)", Pick(DataTypes.Int));
        Assert.Equal("F(BIGINT)", Pick(DataTypes.BigInt));
        Assert.Equal("F(STRING, [INT])", Pick(new StringType(3, Fixed: true)));
    }

    [Fact]
    public void Else_the_one_with_the_least_widening()
    {
        Assert.Equal("F(INT)", Pick(DataTypes.TinyInt));
        Assert.Equal("F(DOUBLE)", Pick(DataTypes.Float));
        Assert.Equal("F(DOUBLE)", Pick(DataTypes.Decimal(10, 2)));
        Assert.Equal("F(TIMESTAMP, ANY...)", Pick(DataTypes.Date, DataTypes.Int, DataTypes.String));
    }

    [Fact]
    public void Numbers_are_not_narrowed_and_text_is_not_read_as_a_number()
    {
        var narrow = new[] { FunctionSignature.Parse("f(int) -> int") };
        Assert.Null(OverloadResolver.Resolve(narrow, overload => overload, [DataTypes.BigInt]));
        Assert.Null(OverloadResolver.Resolve(narrow, overload => overload, [DataTypes.String]));
        Assert.Null(OverloadResolver.Resolve(narrow, overload => overload, []));
        Assert.Null(OverloadResolver.Resolve(narrow, overload => overload, [DataTypes.Int, DataTypes.Int]));
    }

    [Fact]
    public void Arguments_keep_their_type_within_the_family()
    {
        (FunctionSignature _, DataType[] types) =
            OverloadResolver.Resolve(s_overloads, overload => overload, [new StringType(3), DataTypes.TinyInt])!.Value;
        Assert.Equal([new StringType(3), DataTypes.Int], types);
    }

    private static string? Pick(params DataType[] arguments) =>
        OverloadResolver.Resolve(s_overloads, overload => overload, arguments) is var (overload, _)
            ? OverloadResolver.Form(overload)
            : null;
}
