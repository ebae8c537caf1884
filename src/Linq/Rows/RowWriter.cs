using System.Linq.Expressions;
using FlinkSql.Columnar;

namespace FlinkSql.Linq.Rows;

/// <summary>Makes the code that appends rows to a batch: one call a row, no reflection in it.</summary>
internal static class RowWriter
{
    /// <summary>The code for some of the columns, in the order in which the batch has them.</summary>
    public static Action<T, BatchBuilder> Compile<T>(IReadOnlyList<RowColumn> columns)
    {
        ParameterExpression row = Expression.Parameter(typeof(T), "row");
        ParameterExpression batch = Expression.Parameter(typeof(BatchBuilder), "batch");
        var body = new List<Expression>(columns.Count + 1);
        for (int column = 0; column < columns.Count; column++)
        {
            body.Add(Append(columns[column], row, batch, column));
        }

        body.Add(Expression.Call(batch, nameof(BatchBuilder.EndRow), []));
        return Expression.Lambda<Action<T, BatchBuilder>>(Expression.Block(body), row, batch).Compile();
    }

    private static Expression Append(RowColumn column, Expression row, Expression batch, int index)
    {
        Expression value = column.Read(row);
        Type bare = ClrTypes.Bare(column.ClrType);
        if (value.Type.IsValueType && bare == value.Type)
        {
            return AppendValue(column.Type, batch, index, value);
        }

        // A property is read once: it may be computed.
        ParameterExpression held = Expression.Variable(value.Type, column.Name);
        Expression present = value.Type.IsValueType
            ? Expression.Property(held, nameof(Nullable<int>.HasValue))
            : Expression.NotEqual(held, Expression.Constant(null, value.Type));
        Expression content = value.Type.IsValueType ? Expression.Property(held, nameof(Nullable<int>.Value)) : held;
        Expression absent = column.Type.Nullable
            ? Expression.Call(
                Expression.Call(batch, nameof(BatchBuilder.Column), [], Expression.Constant(index)),
                nameof(ColumnBuilder.AppendNull),
                [])
            : Expression.Throw(Expression.Call(
                typeof(LinqErrors), nameof(LinqErrors.NullInRow), [], Expression.Constant(column.Name)));
        return Expression.Block(
            [held],
            Expression.Assign(held, value),
            Expression.IfThenElse(present, AppendValue(column.Type, batch, index, content), absent));
    }

    private static MethodCallExpression AppendValue(DataType type, Expression batch, int index, Expression value)
    {
        Expression stored = Stored(type, value);
        Expression builder = stored.Type == typeof(bool)
            ? Expression.Call(batch, nameof(BatchBuilder.Boolean), [], Expression.Constant(index))
            : stored.Type == typeof(string) || stored.Type == typeof(byte[])
                ? Expression.Call(batch, nameof(BatchBuilder.Bytes), [], Expression.Constant(index))
                : Expression.Call(batch, nameof(BatchBuilder.Fixed), [stored.Type], Expression.Constant(index));
        return stored.Type == typeof(byte[])
            ? Call(nameof(StoredValues.AppendBytes), builder, stored)
            : Expression.Call(builder, builder.Type.GetMethod("Append", [stored.Type])!, stored);
    }

    /// <summary>The value as the column holds it.</summary>
    private static Expression Stored(DataType type, Expression value) => (type, value.Type) switch
    {
        (_, { IsEnum: true }) => Expression.Call(typeof(EnumText<>).MakeGenericType(value.Type), "Print", [], value),
        (DecimalType { Physical: PhysicalType.Int64 }, _) =>
            Call(nameof(StoredValues.SmallDecimal), value, Expression.Constant(type)),
        (DecimalType, _) => Call(nameof(StoredValues.LargeDecimal), value, Expression.Constant(type)),
        (DateType, _) => Call(nameof(StoredValues.Days), value),
        (TimeType, _) => Call(nameof(StoredValues.TimeOfDay), value),
        (TimestampType { LocalTimeZone: true }, _) => Call(nameof(StoredValues.Instant), value),
        (TimestampType, _) => Call(nameof(StoredValues.Timestamp), value),
        (IntervalType, _) => Call(nameof(StoredValues.Interval), value),
        _ => value,
    };

    private static MethodCallExpression Call(string method, params Expression[] arguments) =>
        Expression.Call(typeof(StoredValues), method, [], arguments);
}
