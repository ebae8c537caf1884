namespace FlinkSql.Columnar;

/// <summary>How the values of a column are laid out in memory; each is an Arrow layout.</summary>
public enum PhysicalType
{
    /// <summary>No values at all: every row is NULL.</summary>
    Null,

    /// <summary>One bit a row, least significant bit first.</summary>
    Boolean,
    Int8,
    Int16,
    Int32,
    Int64,
    Int128,
    Float32,
    Float64,

    /// <summary>32-bit offsets and bytes.</summary>
    Bytes,

    /// <summary>32-bit offsets and a child column.</summary>
    List,

    /// <summary>32-bit offsets, a child column of keys and one of values.</summary>
    Map,

    /// <summary>One child column a field.</summary>
    Struct,
}
