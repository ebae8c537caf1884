using FlinkSql.Columnar;

namespace FlinkSql.Functions.Aggregates;

/// <summary>SUM: of the argument's type, except DECIMAL(38, s) for DECIMAL(p, s); NULL where no value was added.</summary>
[AggregateFunction("sum(tinyint) -> $0", State = typeof(IntegerSum<sbyte>), Retracts = true)]
[AggregateFunction("sum(smallint) -> $0", State = typeof(IntegerSum<short>), Retracts = true)]
[AggregateFunction("sum(int) -> $0", State = typeof(IntegerSum<int>), Retracts = true)]
[AggregateFunction("sum(bigint) -> $0", State = typeof(IntegerSum<long>), Retracts = true)]
[AggregateFunction("sum(decimal) -> infer", State = typeof(DecimalSum), Retracts = true)]
[AggregateFunction("sum(float) -> $0", State = typeof(FloatingSum<float>))]
[AggregateFunction("sum(float) -> $0", State = typeof(RetractingFloatingSum<float>), Retracts = true)]
[AggregateFunction("sum(double) -> $0", State = typeof(FloatingSum<double>))]
[AggregateFunction("sum(double) -> $0", State = typeof(RetractingFloatingSum<double>), Retracts = true)]
public static class Sum
{
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => DecimalTypes.Sum((DecimalType)arguments[0]);
}
