namespace FlinkSql.Columnar;

/// <summary>
/// The closed family of SQL types. Every type says whether it admits NULL and how its values are laid out.
/// Equality is structural, so two types are the same type exactly when they are equal.
/// </summary>
public abstract record DataType
{
    private protected DataType(bool nullable) => Nullable = nullable;

    /// <summary>Whether NULL is a value of this type; <c>NOT NULL</c> in SQL when false.</summary>
    public bool Nullable { get; init; }

    /// <summary>How values are stored in a column and held in generated code.</summary>
    public abstract PhysicalType Physical { get; }

    /// <summary>The SQL spelling without nullability, for example <c>DECIMAL(10, 2)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The same type with the given nullability.</summary>
    public DataType WithNullable(bool nullable) => Nullable == nullable ? this : this with { Nullable = nullable };

    /// <summary>Whether the types are the same apart from nullability at the top.</summary>
    public bool SameIgnoringNullability(DataType other) => WithNullable(true) == other.WithNullable(true);

    /// <summary>The SQL spelling, with <c>NOT NULL</c> where it applies.</summary>
    public sealed override string ToString() => Nullable ? Name : Name + " NOT NULL";
}

/// <summary>BOOLEAN, stored as one bit a row.</summary>
public sealed record BooleanType(bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Boolean;
    public override string Name => "BOOLEAN";
}

/// <summary>TINYINT, SMALLINT, INT and BIGINT: signed integers of 1, 2, 4 and 8 bytes.</summary>
public sealed record IntegerType(int Width, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => Width switch
    {
        1 => PhysicalType.Int8,
        2 => PhysicalType.Int16,
        4 => PhysicalType.Int32,
        _ => PhysicalType.Int64,
    };

    public override string Name => Width switch { 1 => "TINYINT", 2 => "SMALLINT", 4 => "INT", _ => "BIGINT" };
}

/// <summary>FLOAT (4 bytes) and DOUBLE (8 bytes), IEEE 754.</summary>
public sealed record FloatingType(int Width, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => Width == 4 ? PhysicalType.Float32 : PhysicalType.Float64;
    public override string Name => Width == 4 ? "FLOAT" : "DOUBLE";
}

/// <summary>
/// DECIMAL(precision, scale): an unscaled integer, 64 bits wide up to precision 18 and 128 bits above, up to 38.
/// </summary>
public sealed record DecimalType(int Precision, int Scale, bool Nullable = true) : DataType(Nullable)
{
    /// <summary>The greatest precision that fits a 64-bit unscaled value.</summary>
    public const int MaxCompactPrecision = 18;

    /// <summary>The greatest precision of any DECIMAL.</summary>
    public const int MaxPrecision = 38;

    public override PhysicalType Physical =>
        Precision <= MaxCompactPrecision ? PhysicalType.Int64 : PhysicalType.Int128;

    public override string Name => $"DECIMAL({Precision}, {Scale})";
}

/// <summary>CHAR(n), VARCHAR(n) and STRING (VARCHAR of the greatest length): UTF-8 text, lengths in code points.</summary>
public sealed record StringType(int Length = StringType.MaxLength, bool Fixed = false, bool Nullable = true)
    : DataType(Nullable)
{
    public const int MaxLength = int.MaxValue;
    public override PhysicalType Physical => PhysicalType.Bytes;
    public override string Name => Length == MaxLength ? "STRING" : $"{(Fixed ? "CHAR" : "VARCHAR")}({Length})";
}

/// <summary>BINARY(n), VARBINARY(n) and BYTES (VARBINARY of the greatest length).</summary>
public sealed record BinaryType(int Length = BinaryType.MaxLength, bool Fixed = false, bool Nullable = true)
    : DataType(Nullable)
{
    public const int MaxLength = int.MaxValue;
    public override PhysicalType Physical => PhysicalType.Bytes;
    public override string Name => Length == MaxLength ? "BYTES" : $"{(Fixed ? "BINARY" : "VARBINARY")}({Length})";
}

/// <summary>DATE: days since 1970-01-01.</summary>
public sealed record DateType(bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Int32;
    public override string Name => "DATE";
}

/// <summary>TIME(p): since midnight, milliseconds in 32 bits up to p = 3, else microseconds or nanoseconds in 64.</summary>
public sealed record TimeType(int Precision = 0, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => Precision <= 3 ? PhysicalType.Int32 : PhysicalType.Int64;
    public override string Name => $"TIME({Precision})";
}

/// <summary>
/// TIMESTAMP(p) (a local date and time) and TIMESTAMP_LTZ(p) (an instant): 64 bits since 1970-01-01T00:00,
/// in milliseconds up to p = 3, microseconds up to 6, nanoseconds above.
/// </summary>
public sealed record TimestampType(int Precision = 6, bool LocalTimeZone = false, bool Nullable = true)
    : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Int64;

    public override string Name => LocalTimeZone ? $"TIMESTAMP_LTZ({Precision})" : $"TIMESTAMP({Precision})";

    /// <summary>How many stored units make one second: 1,000, 1,000,000 or 1,000,000,000.</summary>
    public long UnitsPerSecond => TimeUnits.PerSecond(Precision);
}

/// <summary>
/// An interval: months in 32 bits (YEAR TO MONTH family) or milliseconds in 64 bits (DAY TO SECOND family).
/// </summary>
public sealed record IntervalType(bool YearMonth, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => YearMonth ? PhysicalType.Int32 : PhysicalType.Int64;
    public override string Name => YearMonth ? "INTERVAL YEAR TO MONTH" : "INTERVAL DAY TO SECOND(3)";
}

/// <summary>ARRAY&lt;element&gt;.</summary>
public sealed record ArrayType(DataType Element, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.List;
    public override string Name => $"ARRAY<{Element}>";
}

/// <summary>MAP&lt;key, value&gt;.</summary>
public sealed record MapType(DataType Key, DataType Value, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Map;
    public override string Name => $"MAP<{Key}, {Value}>";
}

/// <summary>MULTISET&lt;element&gt;: stored as a map from element to count.</summary>
public sealed record MultisetType(DataType Element, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Map;
    public override string Name => $"MULTISET<{Element}>";
}

/// <summary>ROW&lt;name type, ...&gt;.</summary>
public sealed record RowType(EquatableArray<Field> Fields, bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Struct;
    public override string Name => $"ROW<{string.Join(", ", Fields.Select(f => $"`{f.Name.Replace("`", "``")}` {f.Type}"))}>";
}

/// <summary>VARIANT: a self-describing value, stored as its JSON text in UTF-8.</summary>
public sealed record VariantType(bool Nullable = true) : DataType(Nullable)
{
    public override PhysicalType Physical => PhysicalType.Bytes;
    public override string Name => "VARIANT";
}

/// <summary>The type of a bare NULL before coercion gives it a better one.</summary>
public sealed record NullType() : DataType(true)
{
    public override PhysicalType Physical => PhysicalType.Null;
    public override string Name => "NULL";
}
