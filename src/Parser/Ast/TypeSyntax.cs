namespace FlinkSql.Parser.Ast;

/// <summary>A data type as written.</summary>
public abstract record DataTypeSyntax : SyntaxNode
{
    /// <summary>True with NOT NULL behind the type. NULL behind it is the default and not kept.</summary>
    public bool NotNull { get; init; }
}

/// <summary>A type that is a word, with its numbers if any: <c>DECIMAL(10, 2)</c>, <c>TIMESTAMP(3)</c>.</summary>
public sealed record SimpleTypeSyntax(SqlTypeName Name) : DataTypeSyntax
{
    /// <summary>Length or precision, or null.</summary>
    public int? Precision { get; init; }

    /// <summary>Scale of a DECIMAL, or null.</summary>
    public int? Scale { get; init; }
}

/// <summary>The types without parts. DEC and NUMERIC read as Decimal, INTEGER as Int, DOUBLE PRECISION as Double.</summary>
public enum SqlTypeName
{
    Boolean, TinyInt, SmallInt, Int, BigInt, Float, Double, Decimal,
    Char, VarChar, String, Binary, VarBinary, Bytes,
    Date, Time, Timestamp, TimestampLtz, TimestampTz,
    Variant, Null,
}

/// <summary><c>INTERVAL DAY TO SECOND(3)</c>.</summary>
public sealed record IntervalTypeSyntax(IntervalQualifierSyntax Qualifier) : DataTypeSyntax;

/// <summary><c>ARRAY&lt;T&gt;</c> or <c>T ARRAY</c>.</summary>
public sealed record ArrayTypeSyntax(DataTypeSyntax Element) : DataTypeSyntax;

/// <summary><c>MULTISET&lt;T&gt;</c> or <c>T MULTISET</c>.</summary>
public sealed record MultisetTypeSyntax(DataTypeSyntax Element) : DataTypeSyntax;

/// <summary><c>MAP&lt;K, V&gt;</c>.</summary>
public sealed record MapTypeSyntax(DataTypeSyntax Key, DataTypeSyntax Value) : DataTypeSyntax;

/// <summary><c>ROW&lt;a INT, b STRING&gt;</c> or with parentheses.</summary>
public sealed record RowTypeSyntax(SyntaxList<RowFieldSyntax> Fields) : DataTypeSyntax;

/// <summary>One field of a row type.</summary>
public sealed record RowFieldSyntax(IdentifierSyntax Name, DataTypeSyntax Type) : SyntaxNode
{
    /// <summary>The text behind the type, or null.</summary>
    public string? Comment { get; init; }
}

/// <summary><c>STRUCTURED&lt;'class', a INT&gt;</c>.</summary>
public sealed record StructuredTypeSyntax(string ClassName, SyntaxList<RowFieldSyntax> Fields) : DataTypeSyntax;

/// <summary><c>RAW('class', 'serializer')</c>.</summary>
public sealed record RawTypeSyntax(string ClassName, string Serializer) : DataTypeSyntax;

/// <summary>A type by a name the grammar does not know: a user type, or a mistake the binder explains.</summary>
public sealed record NamedTypeSyntax(SyntaxList<IdentifierSyntax> Name) : DataTypeSyntax
{
    /// <summary>Numbers in parentheses behind the name.</summary>
    public SyntaxList<int> Arguments { get; init; }
}
