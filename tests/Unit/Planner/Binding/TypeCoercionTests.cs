using FlinkSql.Columnar;
using FlinkSql.Parser;
using FlinkSql.Planner.Types;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

/// <summary>The types that values of different types are brought to.</summary>
public class TypeCoercionTests
{
    [Theory]
    [InlineData("INT", "BIGINT", "BIGINT")]
    [InlineData("TINYINT", "SMALLINT NOT NULL", "SMALLINT")]
    [InlineData("INT", "DECIMAL(5, 2)", "DECIMAL(12, 2)")]
    [InlineData("DECIMAL(10, 2)", "DECIMAL(5, 4)", "DECIMAL(12, 4)")]
    [InlineData("DECIMAL(10, 2)", "DOUBLE", "DOUBLE")]
    [InlineData("INT", "FLOAT", "FLOAT")]
    [InlineData("FLOAT", "DOUBLE", "DOUBLE")]
    [InlineData("CHAR(3)", "CHAR(3)", "CHAR(3)")]
    [InlineData("CHAR(3)", "CHAR(5)", "VARCHAR(5)")]
    [InlineData("CHAR(3)", "STRING", "STRING")]
    [InlineData("DATE", "TIMESTAMP(3)", "TIMESTAMP(3)")]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP(6)", "TIMESTAMP(6)")]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP_LTZ(6)", "TIMESTAMP_LTZ(6)")]
    [InlineData("INT", "STRING", "STRING")]
    [InlineData("ARRAY<INT>", "ARRAY<BIGINT>", "ARRAY<BIGINT>")]
    [InlineData("MAP<STRING, INT>", "MAP<CHAR(1), DOUBLE>", "MAP<STRING, DOUBLE>")]
    [InlineData("INT", "BOOLEAN", null)]
    [InlineData("INT", "DATE", null)]
    [InlineData("ARRAY<INT>", "INT", null)]
    [InlineData("ARRAY<INT>", "STRING", null)]
    public void Values_of_two_types_have_this_common_type(string left, string right, string? common)
    {
        Assert.Equal(common, TypeCoercion.Common(Type(left), Type(right))?.ToString());
        Assert.Equal(common, TypeCoercion.Common(Type(right), Type(left))?.ToString());
    }

    [Theory]
    [InlineData("STRING", "INT", "INT")]
    [InlineData("STRING", "TIMESTAMP(3)", "TIMESTAMP(3)")]
    [InlineData("CHAR(2)", "VARCHAR(5)", "VARCHAR(5)")]
    [InlineData("INT", "BIGINT", "BIGINT")]
    [InlineData("DATE", "TIMESTAMP_LTZ(3)", "TIMESTAMP_LTZ(3)")]
    [InlineData("TIME(0)", "DATE", null)]
    [InlineData("ROW<a INT>", "INT", null)]
    public void Values_of_two_types_are_compared_as_this_type(string left, string right, string? common)
    {
        Assert.Equal(common, TypeCoercion.Comparison(Type(left), Type(right))?.ToString());
        Assert.Equal(common, TypeCoercion.Comparison(Type(right), Type(left))?.ToString());
    }

    [Theory]
    [InlineData("INT", "BIGINT", true)]
    [InlineData("BIGINT", "INT", false)]
    [InlineData("INT", "DECIMAL(10, 2)", true)]
    [InlineData("DOUBLE", "DECIMAL(10, 2)", true)]
    [InlineData("DECIMAL(10, 2)", "DOUBLE", true)]
    [InlineData("DOUBLE", "FLOAT", false)]
    [InlineData("CHAR(3)", "STRING", true)]
    [InlineData("STRING", "CHAR(3)", false)]
    [InlineData("STRING", "INT", false)]
    [InlineData("INT", "STRING", false)]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP_LTZ(3)", true)]
    [InlineData("TIMESTAMP(3)", "DATE", true)]
    [InlineData("DATE", "TIMESTAMP(3)", false)]
    [InlineData("ROW<a INT>", "ROW<b BIGINT>", true)]
    [InlineData("ROW<a INT>", "ROW<a INT, b INT>", false)]
    public void A_value_of_one_type_goes_into_a_column_of_another(string from, string to, bool goes) =>
        Assert.Equal(goes, TypeCoercion.CanAssign(Type(from), Type(to)));

    private static DataType Type(string text) =>
        new TypeBinder(diagnostic => Assert.Fail(diagnostic.ToString())).Read(SqlParser.ParseType(text).Value!)!;
}
