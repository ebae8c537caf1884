using FlinkSql.Columnar;

namespace FlinkSql.Functions.Aggregates;

/// <summary>AVG: of the argument's type, except DECIMAL(38, max(s, 6)) for DECIMAL(p, s).</summary>
[AggregateFunction("avg(tinyint) -> $0", State = typeof(IntegerAverage<sbyte>), Retracts = true)]
[AggregateFunction("avg(smallint) -> $0", State = typeof(IntegerAverage<short>), Retracts = true)]
[AggregateFunction("avg(int) -> $0", State = typeof(IntegerAverage<int>), Retracts = true)]
[AggregateFunction("avg(bigint) -> $0", State = typeof(IntegerAverage<long>), Retracts = true)]
[AggregateFunction("avg(decimal) -> infer", State = typeof(DecimalAverage), Retracts = true)]
[AggregateFunction("avg(float) -> $0", State = typeof(FloatingAverage<float>))]
[AggregateFunction("avg(float) -> $0", State = typeof(RetractingFloatingAverage<float>), Retracts = true)]
[AggregateFunction("avg(double) -> $0", State = typeof(FloatingAverage<double>))]
[AggregateFunction("avg(double) -> $0", State = typeof(RetractingFloatingAverage<double>), Retracts = true)]
public static class Avg
{
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        DecimalTypes.Average((DecimalType)arguments[0]);
}
