namespace FlinkSql.Planner.Binding;

/// <summary>The functions of the library that SQL reaches by operators and keywords instead of a call.</summary>
internal static class OperatorNames
{
    public const string Concat = "$CONCAT";
    public const string Like = "$LIKE";
    public const string ILike = "$ILIKE";
    public const string SimilarTo = "$SIMILAR";
    public const string IsJson = "$IS_JSON";
    public const string JsonObjectAbsent = "$JSON_OBJECT_ABSENT";
    public const string JsonArrayNull = "$JSON_ARRAY_NULL";
    public const string Overlaps = "OVERLAPS";

    // + - * / and unary minus over times and intervals.
    public const string Plus = "$PLUS";
    public const string Minus = "$MINUS";
    public const string Times = "$TIMES";
    public const string Divide = "$DIVIDE";
    public const string Negate = "$NEGATE";
}
