using FlinkSql.Columnar;
using FlinkSql.Functions;

namespace FlinkSql.Planner.Binding;

/// <summary>Picks the overload that takes the arguments with the least conversion, and the types it takes them as.</summary>
internal static class OverloadResolver
{
    private const int Impossible = 1_000_000;

    private static readonly string[] s_numbers = ["tinyint", "smallint", "int", "bigint", "decimal", "float", "double"];

    /// <summary>The first of the cheapest overloads; null when none takes the arguments.</summary>
    public static (T Overload, DataType[] Types)? Resolve<T>(
        IReadOnlyList<T> overloads, Func<T, FunctionSignature> signatureOf, IReadOnlyList<DataType> arguments)
        where T : class
    {
        T? best = null;
        int least = Impossible;
        foreach (T overload in overloads)
        {
            int cost = Cost(signatureOf(overload), arguments);
            if (cost < least)
            {
                least = cost;
                best = overload;
            }
        }

        if (best is null)
        {
            return null;
        }

        FunctionSignature signature = signatureOf(best);
        return (best, [.. arguments.Select((argument, index) => Target(Parameter(signature, index), argument))]);
    }

    /// <summary>How a signature is shown to a person: <c>SUBSTRING(STRING, INT [, INT])</c>.</summary>
    public static string Form(FunctionSignature signature)
    {
        var parts = new List<string>();
        for (int parameter = 0; parameter < signature.Parameters.Count; parameter++)
        {
            string name = signature.Parameters[parameter].ToUpperInvariant().Replace('_', ' ');
            bool repeats = signature.Variadic && parameter == signature.Parameters.Count - 1;
            parts.Add(repeats ? $"{name}..." : parameter >= signature.RequiredCount ? $"[{name}]" : name);
        }

        return $"{signature.Name}({string.Join(", ", parts)})";
    }

    private static int Cost(FunctionSignature signature, IReadOnlyList<DataType> arguments)
    {
        bool tooMany = !signature.Variadic && arguments.Count > signature.Parameters.Count;
        if (arguments.Count < signature.RequiredCount || tooMany)
        {
            return Impossible;
        }

        int total = 0;
        for (int argument = 0; argument < arguments.Count; argument++)
        {
            int cost = Cost(Parameter(signature, argument), arguments[argument]);
            if (cost == Impossible)
            {
                return Impossible;
            }

            total += cost;
        }

        return total;
    }

    private static string Parameter(FunctionSignature signature, int argument) =>
        signature.Parameters[Math.Min(argument, signature.Parameters.Count - 1)];

    private static int Cost(string parameter, DataType argument)
    {
        string given = TypeFamily.Of(argument);
        if (given == parameter || argument is NullType)
        {
            return 0;
        }

        return parameter switch
        {
            "any" => 2,
            "numeric" => argument.IsNumeric() ? 1 : Impossible,
            "string" => IsPlain(argument) ? 50 : Impossible,
            "timestamp" => argument is DateType ? 3 : argument is TimestampType ? 4 : FromText(argument),
            "timestamp_ltz" => argument is DateType ? 5 : argument is TimestampType ? 4 : FromText(argument),
            "date" => argument is TimestampType ? 6 : FromText(argument),
            "time" => argument is TimestampType ? 6 : FromText(argument),
            _ => Widening(given, parameter),
        };
    }

    // To a wider number, one step at a time; never to a narrower one.
    private static int Widening(string given, string parameter)
    {
        int from = Array.IndexOf(s_numbers, given);
        int to = Array.IndexOf(s_numbers, parameter);
        return from >= 0 && to > from ? 3 + (to - from) : Impossible;
    }

    private static int FromText(DataType argument) => argument is StringType ? 100 : Impossible;

    private static bool IsPlain(DataType type) =>
        type.IsNumeric() || type is BooleanType or DateType or TimeType or TimestampType;

    /// <summary>The type a parameter takes an argument as: its own where the family fits.</summary>
    private static DataType Target(string parameter, DataType argument)
    {
        if (TypeFamily.Of(argument) == parameter)
        {
            return argument;
        }

        DataType type = parameter switch
        {
            "any" => argument,
            "numeric" => argument is NullType ? DataTypes.Int : argument,
            "boolean" => DataTypes.Boolean,
            "tinyint" => DataTypes.TinyInt,
            "smallint" => DataTypes.SmallInt,
            "int" => DataTypes.Int,
            "bigint" => DataTypes.BigInt,
            "float" => DataTypes.Float,
            "double" => DataTypes.Double,
            "decimal" => argument is IntegerType ? DecimalTypes.Of(argument) : new DecimalType(38, 18),
            "string" => DataTypes.String,
            "bytes" => DataTypes.Bytes,
            "date" => DataTypes.Date,
            "time" => new TimeType(argument is TimestampType from ? from.Precision : 0),
            "timestamp" => new TimestampType(argument is TimestampType from ? from.Precision : 3),
            "timestamp_ltz" => new TimestampType(argument is TimestampType from ? from.Precision : 3, LocalTimeZone: true),
            "interval_day" => DataTypes.DayTimeInterval,
            "interval_month" => DataTypes.YearMonthInterval,
            "variant" => DataTypes.Variant,
            _ => argument,
        };
        return type.WithNullable(argument.Nullable);
    }
}
