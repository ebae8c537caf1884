using System.Collections.Frozen;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser.Building;

/// <summary>The words for types without parts.</summary>
internal static class TypeNames
{
    private static readonly FrozenDictionary<string, SqlTypeName> Names = new Dictionary<string, SqlTypeName>
    {
        ["BOOLEAN"] = SqlTypeName.Boolean,
        ["BOOL"] = SqlTypeName.Boolean,
        ["TINYINT"] = SqlTypeName.TinyInt,
        ["SMALLINT"] = SqlTypeName.SmallInt,
        ["INT"] = SqlTypeName.Int,
        ["INTEGER"] = SqlTypeName.Int,
        ["BIGINT"] = SqlTypeName.BigInt,
        ["FLOAT"] = SqlTypeName.Float,
        ["REAL"] = SqlTypeName.Float,
        ["DOUBLE"] = SqlTypeName.Double,
        ["DECIMAL"] = SqlTypeName.Decimal,
        ["DEC"] = SqlTypeName.Decimal,
        ["NUMERIC"] = SqlTypeName.Decimal,
        ["CHAR"] = SqlTypeName.Char,
        ["CHARACTER"] = SqlTypeName.Char,
        ["VARCHAR"] = SqlTypeName.VarChar,
        ["STRING"] = SqlTypeName.String,
        ["BINARY"] = SqlTypeName.Binary,
        ["VARBINARY"] = SqlTypeName.VarBinary,
        ["BYTES"] = SqlTypeName.Bytes,
        ["DATE"] = SqlTypeName.Date,
        ["TIME"] = SqlTypeName.Time,
        ["TIMESTAMP"] = SqlTypeName.Timestamp,
        ["TIMESTAMP_LTZ"] = SqlTypeName.TimestampLtz,
        ["VARIANT"] = SqlTypeName.Variant,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Names of other databases, and what they are here.
    private static readonly FrozenDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        ["TEXT"] = "STRING",
        ["NVARCHAR"] = "STRING",
        ["CLOB"] = "STRING",
        ["BLOB"] = "BYTES",
        ["BYTEA"] = "BYTES",
        ["DATETIME"] = "TIMESTAMP",
        ["TIMESTAMPTZ"] = "TIMESTAMP_LTZ",
        ["LONG"] = "BIGINT",
        ["INT8"] = "BIGINT",
        ["INT64"] = "BIGINT",
        ["INT4"] = "INT",
        ["INT32"] = "INT",
        ["FLOAT4"] = "FLOAT",
        ["FLOAT8"] = "DOUBLE",
        ["FLOAT64"] = "DOUBLE",
        ["NUMBER"] = "DECIMAL",
        ["STRUCT"] = "ROW",
        ["JSON"] = "STRING",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Known = [.. Names.Keys, "ARRAY", "MAP", "MULTISET", "ROW", "INTERVAL", "RAW", "STRUCTURED"];

    public static bool TryParse(string word, out SqlTypeName name) => Names.TryGetValue(word, out name);

    /// <summary>The type a word was probably meant to be, or null.</summary>
    public static string? Closest(string word) =>
        Elsewhere.TryGetValue(word, out string? meant) ? meant : Spelling.Closest(word, Known);

    /// <summary>How many numbers may follow the name in parentheses.</summary>
    public static int NumbersOf(SqlTypeName name) => name switch
    {
        SqlTypeName.Decimal => 2,
        SqlTypeName.Char or SqlTypeName.VarChar or SqlTypeName.Binary or SqlTypeName.VarBinary => 1,
        SqlTypeName.Time or SqlTypeName.Timestamp or SqlTypeName.TimestampLtz or SqlTypeName.TimestampTz => 1,
        _ => 0,
    };
}
