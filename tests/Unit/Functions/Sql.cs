using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;

namespace FlinkSql.Tests.Unit.Functions;

/// <summary>Calls functions and casts over boxed values, with types guessed from the values where none are given.</summary>
internal static class Sql
{
    public static readonly QueryContext Utc = new(TimeZoneInfo.Utc, TimeProvider.System);

    /// <summary>CAST: the boxed result; an error is a QueryException.</summary>
    public static object? Cast(object? value, DataType from, DataType to, QueryContext? context = null)
    {
        CastFunction cast = CastRegistry.Find(from, to) ?? throw new InvalidOperationException($"no cast {from} -> {to}");
        if (cast.IsIdentity)
        {
            return value;
        }

        BoxedCall call = BoxedCall.Of(cast.Method);
        if (!call.TryInvoke([value], [from], to, context ?? Utc, out object? result) && !cast.NullOnFailure)
        {
            CastErrors.Throw(value is string text ? text : value?.ToString() ?? "NULL", to);
        }

        return result;
    }

    /// <summary>TRY_CAST.</summary>
    public static object? TryCast(object? value, DataType from, DataType to) =>
        BoxedCast.Try(value, from, to, Utc, out object? result) ? result : null;

    /// <summary>The text of CAST(value AS STRING).</summary>
    public static string? Text(object? value, DataType type, QueryContext? context = null) =>
        (string?)Cast(value, type, DataTypes.String, context);

    /// <summary>Calls a function; the types are those of the values (see <see cref="TypeOf"/>).</summary>
    public static object? Call(string name, params object?[] arguments) => Call(Utc, name, arguments);

    public static object? Call(QueryContext context, string name, params object?[] arguments)
    {
        (object? Value, DataType Type)[] typed = [.. arguments.Select(argument => argument is Typed given
            ? (given.Value, given.Type)
            : (argument, TypeOf(argument)))];
        return CallTyped(context, name, [.. typed.Select(item => item.Value)], [.. typed.Select(item => item.Type)], out _);
    }

    /// <summary>Calls the overload whose parameters need the fewest casts.</summary>
    public static object? CallTyped(
        QueryContext context, string name, object?[] arguments, DataType[] types, out DataType result)
    {
        ScalarFunction function = FunctionRegistry.BuiltIn.Scalars(name)
            .Select(overload => (Overload: overload, Cost: Cost(overload.Signature, types)))
            .Where(item => item.Cost is not null)
            .OrderBy(item => item.Cost)
            .Select(item => item.Overload)
            .FirstOrDefault()
            ?? throw new InvalidOperationException($"no {name}({string.Join(", ", types.Select(type => type.Name))})");
        var values = new object?[arguments.Length];
        var coerced = new DataType[arguments.Length];
        for (int index = 0; index < arguments.Length; index++)
        {
            string wanted = Parameter(function.Signature, index);
            coerced[index] = (types[index] is NullType && wanted != "any") || (wanted is "bigint" or "double" or "int" && wanted != TypeFamily.Of(types[index]))
                ? Named(wanted)
                : types[index];
            values[index] = Cast(arguments[index], types[index], coerced[index], context);
        }

        result = function.ResultType(coerced, values);
        return BoxedCall.Of(function).Invoke(values, coerced, result, context);
    }

    /// <summary>A value with a type that its C# type does not tell.</summary>
    public sealed record Typed(object? Value, DataType Type);

    public static Typed Timestamp(string text, int precision = 3)
    {
        var type = new TimestampType(precision);
        return new Typed(Cast(text, DataTypes.String, type), type);
    }

    public static Typed Instant(string text) =>
        new(Cast(text, DataTypes.String, DataTypes.TimestampLtz3), DataTypes.TimestampLtz3);

    public static Typed Date(string text) => new(Cast(text, DataTypes.String, DataTypes.Date), DataTypes.Date);

    public static Typed Time(string text) => new(Cast(text, DataTypes.String, DataTypes.Time), DataTypes.Time);

    public static Typed Decimal(string text, int precision, int scale)
    {
        DataType type = DataTypes.Decimal(precision, scale);
        return new Typed(Cast(text, DataTypes.String, type), type);
    }

    public static Typed Days(int days) => new(days * 86_400_000L, DataTypes.DayTimeInterval);

    public static Typed Months(int months) => new(months, DataTypes.YearMonthInterval);

    public static Typed Array(DataType element, params object?[] values) => new(values, new ArrayType(element));

    private static DataType TypeOf(object? value) => value switch
    {
        null => DataTypes.Null,
        bool => DataTypes.Boolean,
        sbyte => DataTypes.TinyInt,
        short => DataTypes.SmallInt,
        int => DataTypes.Int,
        long => DataTypes.BigInt,
        float => DataTypes.Float,
        double => DataTypes.Double,
        string => DataTypes.String,
        byte[] => DataTypes.Bytes,
        _ => throw new InvalidOperationException($"the type of a {value.GetType()} must be given"),
    };

    private static string Parameter(FunctionSignature signature, int index) =>
        signature.Parameters[Math.Min(index, signature.Parameters.Count - 1)];

    private static int? Cost(FunctionSignature signature, DataType[] types)
    {
        string[] numbers = ["tinyint", "smallint", "int", "bigint", "decimal", "float", "double"];
        if (types.Length < signature.RequiredCount || (types.Length > signature.Parameters.Count && !signature.Variadic))
        {
            return null;
        }

        int cost = signature.Variadic ? 50 : 0;
        for (int index = 0; index < types.Length; index++)
        {
            string wanted = Parameter(signature, index), given = TypeFamily.Of(types[index]);
            int from = System.Array.IndexOf(numbers, given), to = System.Array.IndexOf(numbers, wanted);
            bool widens = from >= 0 && to > from && wanted != "decimal" && (given != "decimal" || wanted == "double");
            if (wanted == given || types[index] is NullType)
            {
                continue;
            }

            if (wanted != "any" && !(wanted == "numeric" && from >= 0) && !widens)
            {
                return null;
            }

            cost += widens ? to - from : 10;
        }

        return cost;
    }

    private static DataType Named(string family) => family switch
    {
        "boolean" => DataTypes.Boolean,
        "tinyint" => DataTypes.TinyInt,
        "smallint" => DataTypes.SmallInt,
        "int" => DataTypes.Int,
        "bigint" => DataTypes.BigInt,
        "float" => DataTypes.Float,
        "double" => DataTypes.Double,
        "bytes" => DataTypes.Bytes,
        "date" => DataTypes.Date,
        "time" => DataTypes.Time,
        "timestamp" => DataTypes.Timestamp3,
        "timestamp_ltz" => DataTypes.TimestampLtz3,
        _ => DataTypes.String,
    };

    public static QueryContext In(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone), TimeProvider.System);
}
