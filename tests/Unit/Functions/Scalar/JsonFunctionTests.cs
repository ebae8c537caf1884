using FlinkSql.Columnar;
using FlinkSql.Functions;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Scalar;

public sealed class JsonFunctionTests
{
    private const string Document =
        """{"a": {"b": [1, "x\u00e9", null, {"c": true}]}, "n": 1.50, "a.b": 7, "s": "q", "e": {}}""";

    public static TheoryData<string, object?[], object?> Cases => new()
    {
        { "json_value", [Document, "$.n"], "1.50" },
        { "json_value", [Document, "lax $.a.b[1]"], "xé" },
        { "json_value", [Document, "$.a.b[2]"], null },
        { "json_value", [Document, "$.a.b[9]"], null },
        { "json_value", [Document, "$.a"], null },
        { "json_value", [Document, "$.a.b.c"], "true" },
        { "json_value", [Document, "strict $.a.b.c"], null },
        { "json_value", [Document, "$['a.b']"], "7" },
        { "json_value", [Document, "$.\"a.b\""], "7" },
        { "json_value", [Document, "$.n[0]"], "1.50" },
        { "json_value", ["{", "$.a"], null },
        { "json_value", ["\"x\"", "$"], "x" },
        { "json_exists", [Document, "$.a.b[2]"], true },
        { "json_exists", [Document, "$.z"], false },
        { "json_exists", [Document, "$.a.b[*].c"], true },
        { "json_exists", ["nonsense", "$"], false },
        { "json_query", [Document, "$.a.b[3]"], """{"c": true}""" },
        { "json_query", [Document, "$.e"], "{}" },
        { "json_query", [Document, "$.s"], null },
        { "json_quote", ["a\"/\n€😀\u0001"], "\"a\\\"\\/\\n\\u20ac\\ud83d\\ude00\\u0001\"" },
        { "json_unquote", ["\"a\\\"\\u20ac\""], "a\"€" },
        { "json_unquote", ["\"open"], "\"open" },
        { "json_unquote", ["12"], "12" },
        { "json_unquote", [" \"a\" "], "a" },
        { "$is_json", ["[1", "VALUE"], false },
        { "$is_json", ["[1]", "ARRAY"], true },
        { "$is_json", ["1", "SCALAR"], true },
        { "$is_json", ["{}", "OBJECT"], true },
        { "$is_json", ["1 2", "VALUE"], false },
        { "json_string", [Sql.Array(DataTypes.Int, 1, null)], "[1,null]" },
        { "json_string", ["a\"b€"], "\"a\\\"b€\"" },
        { "json_string", [Sql.Decimal("1.50", 5, 2)], "1.50" },
        { "json_string", [Sql.Timestamp("2021-01-01 02:03:04")], "\"2021-01-01T02:03:04.000\"" },
        { "json_object", ["k", 1, "n", null], """{"k":1,"n":null}""" },
        { "$json_object_absent", ["k", 1, "n", null], """{"k":1}""" },
        { "json_array", [1, null, "a"], """[1,"a"]""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives(string name, object?[] arguments, object? expected) =>
        Assert.Equal(expected, Sql.Call(name, arguments));

    [Theory]
    [InlineData("a.b")]
    [InlineData("$.")]
    [InlineData("$[x]")]
    [InlineData("$['a")]
    public void A_path_that_is_none_is_an_error(string path) =>
        Assert.Equal("FLS6009", Assert.Throws<QueryException>(() => Sql.Call("json_value", "{}", path)).Code);

    [Fact]
    public void Deep_text_is_not_JSON_and_harmless()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.Equal(false, Sql.Call("$is_json", deep, "VALUE"));
        Assert.Equal(false, Sql.Call("json_exists", deep, "$[0]"));
    }
}
