using System.Reflection;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>Works out the result type of a call from the signature's result text.</summary>
internal static class FunctionResult
{
    private delegate DataType Inference(ReadOnlySpan<DataType> arguments);

    private delegate DataType ConstantInference(ReadOnlySpan<DataType> arguments, ReadOnlySpan<object?> constants);

    public static DataType Infer(
        FunctionSignature signature,
        Type declaring,
        ReadOnlySpan<DataType> arguments,
        ReadOnlySpan<object?> constants,
        bool mayReturnNull,
        bool calledOnNull)
    {
        DataType type = signature.Result switch
        {
            "infer" => Ask(declaring, arguments, constants),
            ['$', .. string index] => arguments[int.Parse(index)],
            string text => Named(text),
        };
        bool nullable = mayReturnNull;
        foreach (DataType argument in arguments)
        {
            nullable |= argument.Nullable && !calledOnNull;
        }

        return type.WithNullable(nullable);
    }

    private static DataType Ask(Type declaring, ReadOnlySpan<DataType> arguments, ReadOnlySpan<object?> constants)
    {
        MethodInfo method = declaring.GetMethod("InferResult", BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"functions: {declaring} has no InferResult");
        return method.GetParameters().Length == 1
            ? method.CreateDelegate<Inference>()(arguments)
            : method.CreateDelegate<ConstantInference>()(arguments, constants);
    }

    private static DataType Named(string text)
    {
        int open = text.IndexOf('(');
        string name = open < 0 ? text : text[..open];
        int[] sizes = open < 0 ? [] : [.. text[(open + 1)..^1].Split(',').Select(int.Parse)];
        return name switch
        {
            "boolean" => DataTypes.Boolean,
            "tinyint" => DataTypes.TinyInt,
            "smallint" => DataTypes.SmallInt,
            "int" => DataTypes.Int,
            "bigint" => DataTypes.BigInt,
            "float" => DataTypes.Float,
            "double" => DataTypes.Double,
            "decimal" => DataTypes.Decimal(sizes[0], sizes[1]),
            "string" => DataTypes.String,
            "bytes" => DataTypes.Bytes,
            "date" => DataTypes.Date,
            "time" => new TimeType(sizes is [int precision] ? precision : 0),
            "timestamp" => new TimestampType(sizes is [int precision] ? precision : 3),
            "timestamp_ltz" => new TimestampType(sizes is [int precision] ? precision : 3, LocalTimeZone: true),
            "interval_day" => DataTypes.DayTimeInterval,
            "interval_month" => DataTypes.YearMonthInterval,
            "variant" => DataTypes.Variant,
            "array<string>" => new ArrayType(DataTypes.String),
            "map<string,string>" => new MapType(DataTypes.String, DataTypes.String),
            _ => throw new FormatException($"functions: \"{text}\" is not a result type"),
        };
    }
}
