using FlinkSql.Columnar;
using FlinkSql.Functions;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Scalar;

public sealed class CollectionFunctionTests
{
    private static readonly Sql.Typed Numbers = Sql.Array(DataTypes.Int, 3, null, 1, 3);
    private static readonly Sql.Typed Map = new(
        new KeyValuePair<object?, object?>[] { new("a", 1), new("b", null) }, new MapType(DataTypes.String, DataTypes.Int));

    public static TheoryData<string, object?[], object?> Cases => new()
    {
        { "cardinality", [Numbers], 4 },
        { "cardinality", [Map], 2 },
        { "element", [Sql.Array(DataTypes.String, "x")], "x" },
        { "element", [Sql.Array(DataTypes.String)], null },
        { "$item", [Numbers, 3], 1 },
        { "$item", [Numbers, 9], null },
        { "$item", [Map, "a"], 1 },
        { "$item", [Map, "z"], null },
        { "array_contains", [Numbers, 1], true },
        { "array_contains", [Numbers, new Sql.Typed(null, DataTypes.Int)], true },
        { "array_position", [Numbers, 3], 1 },
        { "array_append", [Sql.Array(DataTypes.Int, 1), 2], new object?[] { 1, 2 } },
        { "array_prepend", [Sql.Array(DataTypes.Int, 1), 2], new object?[] { 2, 1 } },
        { "array_remove", [Numbers, 3], new object?[] { null, 1 } },
        { "array_concat", [Numbers, Sql.Array(DataTypes.Int, 9)], new object?[] { 3, null, 1, 3, 9 } },
        { "array_distinct", [Numbers], new object?[] { 3, null, 1 } },
        { "array_reverse", [Numbers], new object?[] { 3, 1, null, 3 } },
        { "array_union", [Numbers, Sql.Array(DataTypes.Int, 9, 1)], new object?[] { 3, null, 1, 9 } },
        { "array_except", [Numbers, Sql.Array(DataTypes.Int, 3)], new object?[] { null, 1 } },
        { "array_intersect", [Numbers, Sql.Array(DataTypes.Int, 3, 3)], new object?[] { 3 } },
        { "array_slice", [Numbers, 2, 3], new object?[] { null, 1 } },
        { "array_slice", [Numbers, -2], new object?[] { 1, 3 } },
        { "array_slice", [Numbers, 3, 2], Array.Empty<object?>() },
        { "array_sort", [Numbers], new object?[] { null, 1, 3, 3 } },
        { "array_sort", [Numbers, false], new object?[] { 3, 3, 1, null } },
        { "array_max", [Numbers], 3 },
        { "array_min", [Numbers], 1 },
        { "array_min", [Sql.Array(DataTypes.Int)], null },
        { "array_join", [Sql.Array(DataTypes.String, "a", null, "b"), ","], "a,b" },
        { "array_join", [Sql.Array(DataTypes.String, "a", null, "b"), ",", "-"], "a,-,b" },
        { "map_keys", [Map], new object?[] { "a", "b" } },
        { "map_values", [Map], new object?[] { 1, null } },
        { "map_entries", [Map], new object?[] { new object?[] { "a", 1 }, new object?[] { "b", null } } },
        { "map_from_arrays", [Sql.Array(DataTypes.String, "a"), Sql.Array(DataTypes.Int, 1)], new KeyValuePair<object?, object?>[] { new("a", 1) } },
        { "map_union", [Map, Map], Map.Value },
        { "$map", ["a", 1, "a", 2], new KeyValuePair<object?, object?>[] { new("a", 2) } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives(string name, object?[] arguments, object? expected) =>
        Assert.Equal(expected, Sql.Call(name, arguments));

    [Fact]
    public void Wrong_numbers_of_elements_are_errors()
    {
        Assert.Equal("FLS6015", Assert.Throws<QueryException>(() => Sql.Call("element", Numbers)).Code);
        Assert.Equal("FLS6016", Assert.Throws<QueryException>(() => Sql.Call("map_from_arrays", Numbers, Sql.Array(DataTypes.Int))).Code);
    }
}
