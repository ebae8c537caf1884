using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_MAX: the greatest element that is not NULL; NULL where there is none.</summary>
public static class ArrayMax
{
    [ScalarFunction("array_max(array) -> infer")]
    public static object? Invoke(object? value) =>
        ((object?[])value!).Where(element => element is not null).Max(BoxedOrder.Instance);

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => ((ArrayType)arguments[0]).Element;
}
