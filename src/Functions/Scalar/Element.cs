using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>ELEMENT: the only element of an array, NULL of an empty one; an error where there are more.</summary>
public static class Element
{
    [ScalarFunction("element(array) -> infer")]
    public static object? Invoke(object? value) => (object?[])value! switch
    {
        [] => null,
        [var only] => only,
        var several => throw new QueryException("FLS6015", $"ELEMENT takes an array of one element, not of {several.Length}"),
    };

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => ((ArrayType)arguments[0]).Element;
}
