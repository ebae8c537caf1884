using System.Linq.Expressions;
using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq.Rows;

/// <summary>Makes the code that puts objects together from the columns of a result, one call a row.</summary>
internal sealed class RowReader
{
    private readonly Schema _schema;
    private readonly ParameterExpression _batch = Expression.Parameter(typeof(RecordBatch), "batch");
    private readonly ParameterExpression _row = Expression.Parameter(typeof(int), "row");
    private int _next;

    private RowReader(Schema schema) => _schema = schema;

    /// <summary>The code; the columns come in the order in which <see cref="ResultColumns"/> lists them.</summary>
    public static Func<RecordBatch, int, T> Compile<T>(Shape shape, Schema schema)
    {
        var reader = new RowReader(schema);
        Expression made = reader.Make(shape);
        return Expression.Lambda<Func<RecordBatch, int, T>>(
            Expression.Convert(made, typeof(T)), reader._batch, reader._row).Compile();
    }

    private Expression Make(Shape shape) => shape switch
    {
        ValueShape value => Value(value.Type),
        ObjectShape item => Make(item),
        _ => throw LinqErrors.CannotMake(shape.Type),
    };

    private Expression Make(ObjectShape item)
    {
        ResultColumns.RequireMakeable(item);
        var arguments = new List<Expression>();
        var bindings = new List<MemberBinding>();
        ParameterInfo[] parameters = item.Constructor?.GetParameters() ?? [];
        foreach (ObjectPart part in item.Parts)
        {
            if (part.Role is PartRole.Argument)
            {
                arguments.Add(Fit(Make(part.Value), parameters[arguments.Count].ParameterType));
            }
            else if (part.Role is PartRole.Initializer)
            {
                bindings.Add(Expression.Bind(part.Member!, Fit(Make(part.Value), RowTable.TypeOf(part.Member!))));
            }
        }

        NewExpression made = item.Constructor is null
            ? Expression.New(item.Type)
            : Expression.New(item.Constructor, arguments);
        return bindings.Count == 0 ? made : Expression.MemberInit(made, bindings);
    }

    private static Expression Fit(Expression value, Type type) =>
        value.Type == type ? value : Expression.Convert(value, type);

    private Expression Value(Type wanted)
    {
        int column = _next++;
        (string name, DataType type) = _schema[column];
        Expression value = Convert(Load(type, column), type, ClrTypes.Bare(wanted), name);
        value = Fit(value, wanted);
        if (!type.Nullable)
        {
            return value;
        }

        bool takesNull = !wanted.IsValueType || Nullable.GetUnderlyingType(wanted) is not null;
        Expression absent = takesNull
            ? Expression.Default(wanted)
            : Expression.Throw(
                Expression.Call(
                    typeof(LinqErrors),
                    nameof(LinqErrors.UnexpectedNull),
                    [],
                    Expression.Constant(name),
                    Expression.Constant(wanted, typeof(Type))),
                wanted);
        return Expression.Condition(
            Call(nameof(LoadedValues.IsNull), [], _batch, Expression.Constant(column), _row), absent, value);
    }

    /// <summary>The value as the .NET type that is nearest to its SQL type.</summary>
    private Expression Load(DataType type, int column)
    {
        Expression[] at = [_batch, Expression.Constant(column), _row];
        Expression Stored(Type physical) => Call(nameof(LoadedValues.Fixed), [physical], at);
        return type switch
        {
            BooleanType => Call(nameof(LoadedValues.Boolean), [], at),
            IntegerType integer => Stored(integer.Width switch
            {
                1 => typeof(sbyte),
                2 => typeof(short),
                4 => typeof(int),
                _ => typeof(long),
            }),
            FloatingType floating => Stored(floating.Width == 4 ? typeof(float) : typeof(double)),
            DecimalType { Physical: PhysicalType.Int64 } number => Call(
                nameof(LoadedValues.Decimal), [],
                Expression.Convert(Stored(typeof(long)), typeof(Int128)), Expression.Constant(number.Scale)),
            DecimalType number => Call(
                nameof(LoadedValues.Decimal), [], Stored(typeof(Int128)), Expression.Constant(number.Scale)),
            StringType => Call(nameof(LoadedValues.Text), [], at),
            BinaryType => Call(nameof(LoadedValues.Bytes), [], at),
            DateType => Call(nameof(LoadedValues.Date), [], Stored(typeof(int))),
            TimeType time => Time(time, Stored(time.Precision <= 3 ? typeof(int) : typeof(long))),
            TimestampType time => Call(
                time.LocalTimeZone ? nameof(LoadedValues.Instant) : nameof(LoadedValues.Timestamp), [],
                Stored(typeof(long)), Expression.Constant(time.UnitsPerSecond)),
            IntervalType { YearMonth: false } => Call(nameof(LoadedValues.Interval), [], Stored(typeof(long))),
            NullType => Expression.Constant(null, typeof(object)),
            _ => throw LinqErrors.CannotRead(_schema[column].Name, type, typeof(object)),
        };
    }

    private static Expression Time(TimeType type, Expression stored)
    {
        Expression wide = Expression.Convert(stored, typeof(long));
        return type.Precision > 6
            ? Call(nameof(LoadedValues.NanoTimeOfDay), [], wide)
            : Call(nameof(LoadedValues.TimeOfDay), [], wide, Expression.Constant(TimeUnits.PerSecond(type.Precision)));
    }

    // SQL and C# do not always agree on how wide a number is: HOUR(..) is BIGINT, DateTime.Hour is int.
    private static Expression Convert(Expression value, DataType type, Type wanted, string name) => value switch
    {
        _ when value.Type == wanted => value,
        { Type: var text } when wanted.IsEnum && text == typeof(string) =>
            Expression.Call(typeof(EnumText<>).MakeGenericType(wanted), "Parse", [], value),
        _ when ClrTypes.IsNumber(value.Type) && ClrTypes.IsNumber(wanted) => Expression.ConvertChecked(value, wanted),
        _ when type is NullType => Expression.Default(wanted),
        _ => throw LinqErrors.CannotRead(name, type, wanted),
    };

    private static MethodCallExpression Call(string method, Type[] types, params Expression[] arguments) =>
        Expression.Call(typeof(LoadedValues), method, types, arguments);
}
