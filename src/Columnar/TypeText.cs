namespace FlinkSql.Columnar;

/// <summary>
/// Reads the SQL spelling of types: the inverse of <see cref="DataType.ToString"/>, in any case, and with the defaults
/// of SQL where a length or precision is left out.
/// </summary>
public static class TypeText
{
    /// <summary>Levels of ARRAY, MAP, MULTISET and ROW that a type may have.</summary>
    public const int DeepestNesting = 64;

    /// <summary>Parses a type such as <c>ROW&lt;`a` INT NOT NULL, `b` STRING&gt;</c>.</summary>
    /// <exception cref="FormatException">The text is not a type; the message says where.</exception>
    public static DataType Parse(string text)
    {
        var reader = new TypeReader(text);
        DataType type = reader.ReadType(0);
        reader.ExpectEnd();
        return type;
    }

    /// <summary>Parses a column list such as <c>id BIGINT, name STRING NOT NULL</c>, also in parentheses.</summary>
    /// <exception cref="FormatException">The text is not a column list; the message says where.</exception>
    public static Schema ParseSchema(string text)
    {
        var reader = new TypeReader(text);
        bool parenthesised = reader.TryRead('(');
        EquatableArray<Field> fields = reader.ReadFields(0, parenthesised ? ')' : '\0');
        reader.ExpectEnd();
        return new Schema(fields);
    }
}
