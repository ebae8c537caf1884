using FlinkSql.Columnar;
using FlinkSql.Functions;

namespace FlinkSql.Codegen.Support;

/// <summary>
/// What a generated class needs of the text of its query: schemas, types, texts, bytes and the expressions that may
/// fail. The source names them by number alone.
/// </summary>
public sealed class Constants(IReadOnlyList<object> values, IReadOnlyList<ExprSite> sites)
{
    public Schema Schema(int number) => (Schema)values[number];

    public DataType Type(int number) => (DataType)values[number];

    public DataType[] Types(int number) => (DataType[])values[number];

    /// <summary>Text as UTF-8, or binary.</summary>
    public byte[] Bytes(int number) => (byte[])values[number];

    /// <summary>A constant of a nested type, in its boxed form.</summary>
    public object Boxed(int number) => values[number];

    /// <summary>The numbers of an IN list.</summary>
    public HashSet<long> Numbers(int number) => [.. (long[])values[number]];

    /// <summary>The texts of an IN list.</summary>
    public TextSet Texts(int number) => new((byte[][])values[number]);

    /// <summary>The failure of an expression, with its text and position.</summary>
    public QueryFailure Failure(int site, QueryException cause) =>
        new(site < sites.Count ? sites[site] : ExprSite.None, cause);
}
