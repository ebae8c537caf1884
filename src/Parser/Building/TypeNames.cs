using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser.Building;

/// <summary>The words for types without parts.</summary>
internal static class TypeNames
{
    private static readonly string[] Known =
    [
        "BOOLEAN", "TINYINT", "SMALLINT", "INT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL", "NUMERIC", "CHAR", "VARCHAR",
        "STRING", "BINARY", "VARBINARY", "BYTES", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ", "VARIANT", "ARRAY", "MAP",
        "MULTISET", "ROW", "INTERVAL", "RAW", "STRUCTURED",
    ];

    public static bool TryParse(string word, out SqlTypeName name)
    {
        SqlTypeName? found = word.ToUpperInvariant() switch
        {
            "BOOLEAN" or "BOOL" => SqlTypeName.Boolean,
            "TINYINT" => SqlTypeName.TinyInt,
            "SMALLINT" => SqlTypeName.SmallInt,
            "INT" or "INTEGER" => SqlTypeName.Int,
            "BIGINT" => SqlTypeName.BigInt,
            "FLOAT" or "REAL" => SqlTypeName.Float,
            "DOUBLE" => SqlTypeName.Double,
            "DECIMAL" or "DEC" or "NUMERIC" => SqlTypeName.Decimal,
            "CHAR" or "CHARACTER" => SqlTypeName.Char,
            "VARCHAR" => SqlTypeName.VarChar,
            "STRING" => SqlTypeName.String,
            "BINARY" => SqlTypeName.Binary,
            "VARBINARY" => SqlTypeName.VarBinary,
            "BYTES" => SqlTypeName.Bytes,
            "DATE" => SqlTypeName.Date,
            "TIME" => SqlTypeName.Time,
            "TIMESTAMP" => SqlTypeName.Timestamp,
            "TIMESTAMP_LTZ" => SqlTypeName.TimestampLtz,
            "VARIANT" => SqlTypeName.Variant,
            _ => null,
        };
        name = found ?? default;
        return found is not null;
    }

    /// <summary>The type a word was probably meant to be, or null.</summary>
    public static string? Closest(string word) => Elsewhere(word) ?? Spelling.Closest(word, Known);

    /// <summary>How many numbers may follow the name in parentheses.</summary>
    public static int NumbersOf(SqlTypeName name) => name switch
    {
        SqlTypeName.Decimal => 2,
        SqlTypeName.Char or SqlTypeName.VarChar or SqlTypeName.Binary or SqlTypeName.VarBinary => 1,
        SqlTypeName.Time or SqlTypeName.Timestamp or SqlTypeName.TimestampLtz or SqlTypeName.TimestampTz => 1,
        _ => 0,
    };

    /// <summary>What a type of another database is called here.</summary>
    private static string? Elsewhere(string word) => word.ToUpperInvariant() switch
    {
        "TEXT" or "NVARCHAR" or "CLOB" or "JSON" => "STRING",
        "BLOB" or "BYTEA" => "BYTES",
        "DATETIME" => "TIMESTAMP",
        "TIMESTAMPTZ" => "TIMESTAMP_LTZ",
        "LONG" or "INT8" or "INT64" => "BIGINT",
        "INT4" or "INT32" => "INT",
        "FLOAT4" => "FLOAT",
        "FLOAT8" or "FLOAT64" => "DOUBLE",
        "NUMBER" => "DECIMAL",
        "STRUCT" => "ROW",
        _ => null,
    };
}
