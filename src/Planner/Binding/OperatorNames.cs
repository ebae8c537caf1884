namespace FlinkSql.Planner.Binding;

/// <summary>The functions of the library that SQL reaches by operators and keywords instead of a call.</summary>
internal static class OperatorNames
{
    public const string Concat = "$CONCAT";
    public const string Like = "$LIKE";
    public const string ILike = "$ILIKE";
    public const string SimilarTo = "$SIMILAR";
    public const string IsJson = "$IS_JSON";
    public const string TimePlus = "$PLUS";
    public const string TimeMinus = "$MINUS";
}
