using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>The result types of DECIMAL arithmetic, by Flink's rules; all results are nullable, since they overflow to NULL.</summary>
public static class DecimalTypes
{
    /// <summary>Digits after the point that a quotient keeps when its precision is cut to 38.</summary>
    private const int MinAdjustedScale = 6;

    /// <summary>The DECIMAL that holds every value of an integer type, or the type itself if it is DECIMAL.</summary>
    public static DecimalType Of(DataType type) => type switch
    {
        DecimalType itself => itself,
        IntegerType { Width: 1 } => new DecimalType(3, 0, type.Nullable),
        IntegerType { Width: 2 } => new DecimalType(5, 0, type.Nullable),
        IntegerType { Width: 4 } => new DecimalType(10, 0, type.Nullable),
        IntegerType => new DecimalType(19, 0, type.Nullable),
        _ => throw new ArgumentException($"functions: {type} has no DECIMAL that holds it"),
    };

    public static DecimalType Add(DecimalType left, DecimalType right)
    {
        int scale = Math.Max(left.Scale, right.Scale);
        return Adjust(Math.Max(Whole(left), Whole(right)) + scale + 1, scale);
    }

    public static DecimalType Subtract(DecimalType left, DecimalType right) => Add(left, right);

    public static DecimalType Multiply(DecimalType left, DecimalType right) =>
        Adjust(left.Precision + right.Precision + 1, left.Scale + right.Scale);

    public static DecimalType Divide(DecimalType left, DecimalType right)
    {
        int scale = Math.Max(MinAdjustedScale, left.Scale + right.Precision + 1);
        return Adjust(Whole(left) + right.Scale + scale, scale);
    }

    public static DecimalType Modulo(DecimalType left, DecimalType right)
    {
        int scale = Math.Max(left.Scale, right.Scale);
        return Adjust(Math.Min(Whole(left), Whole(right)) + scale, scale);
    }

    public static DecimalType Sum(DecimalType argument) => new(DecimalType.MaxPrecision, argument.Scale);

    public static DecimalType Average(DecimalType argument) =>
        new(DecimalType.MaxPrecision, Math.Max(argument.Scale, MinAdjustedScale));

    /// <summary>The type of ROUND to that many digits after the point: rounding up may take one digit more.</summary>
    public static DecimalType Round(DecimalType argument, int digits)
    {
        if (digits >= argument.Scale)
        {
            return argument;
        }

        int scale = Math.Max(digits, 0);
        return new DecimalType(Math.Min(DecimalType.MaxPrecision, Whole(argument) + 1 + scale), scale, argument.Nullable);
    }

    /// <summary>The type both sides of a comparison, CASE or UNION are brought to.</summary>
    public static DecimalType Common(DecimalType left, DecimalType right)
    {
        int scale = Math.Max(left.Scale, right.Scale);
        DecimalType type = Adjust(Math.Max(Whole(left), Whole(right)) + scale, scale);
        return type with { Nullable = left.Nullable || right.Nullable };
    }

    private static int Whole(DecimalType type) => type.Precision - type.Scale;

    /// <summary>Beyond 38 digits the fraction gives way first, down to six digits.</summary>
    private static DecimalType Adjust(int precision, int scale)
    {
        if (precision <= DecimalType.MaxPrecision)
        {
            return new DecimalType(precision, scale);
        }

        int least = Math.Min(scale, MinAdjustedScale);
        return new DecimalType(
            DecimalType.MaxPrecision, Math.Max(DecimalType.MaxPrecision - (precision - scale), least));
    }
}
