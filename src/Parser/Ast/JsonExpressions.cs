namespace FlinkSql.Parser.Ast;

/// <summary><c>JSON_VALUE(input, path [RETURNING t] [.. ON EMPTY] [.. ON ERROR])</c>.</summary>
public sealed record JsonValueSyntax(ExpressionSyntax Input, ExpressionSyntax Path) : ExpressionSyntax
{
    /// <summary>The type after RETURNING, or null.</summary>
    public DataTypeSyntax? Returning { get; init; }

    /// <summary>What to give for an empty path, null when not written.</summary>
    public JsonBehaviorSyntax? OnEmpty { get; init; }

    /// <summary>What to give for an error, null when not written.</summary>
    public JsonBehaviorSyntax? OnError { get; init; }
}

/// <summary><c>JSON_QUERY(input, path [RETURNING t] [.. WRAPPER] [.. ON EMPTY] [.. ON ERROR])</c>.</summary>
public sealed record JsonQuerySyntax(ExpressionSyntax Input, ExpressionSyntax Path) : ExpressionSyntax
{
    /// <summary>The type after RETURNING, or null.</summary>
    public DataTypeSyntax? Returning { get; init; }

    /// <summary>How a result is wrapped into an array.</summary>
    public JsonWrapper Wrapper { get; init; }

    /// <summary>What to give for an empty path, null when not written.</summary>
    public JsonBehaviorSyntax? OnEmpty { get; init; }

    /// <summary>What to give for an error, null when not written.</summary>
    public JsonBehaviorSyntax? OnError { get; init; }
}

/// <summary><c>JSON_EXISTS(input, path [.. ON ERROR])</c>.</summary>
public sealed record JsonExistsSyntax(ExpressionSyntax Input, ExpressionSyntax Path) : ExpressionSyntax
{
    /// <summary>What to give for an error, null when not written.</summary>
    public JsonBehaviorSyntax? OnError { get; init; }
}

/// <summary><c>JSON_OBJECT(KEY 'a' VALUE 1, .. [NULL ON NULL | ABSENT ON NULL])</c>.</summary>
public sealed record JsonObjectSyntax(SyntaxList<MapEntrySyntax> Entries) : ExpressionSyntax
{
    /// <summary>True for ABSENT ON NULL; NULL ON NULL is the default.</summary>
    public bool AbsentOnNull { get; init; }
}

/// <summary><c>JSON_ARRAY(1, 'a' [NULL ON NULL | ABSENT ON NULL])</c>.</summary>
public sealed record JsonArraySyntax(SyntaxList<ExpressionSyntax> Items) : ExpressionSyntax
{
    /// <summary>True for ABSENT ON NULL, which is the default here.</summary>
    public bool AbsentOnNull { get; init; } = true;
}

/// <summary>NULL, ERROR, DEFAULT x, TRUE, FALSE, UNKNOWN, EMPTY ARRAY or EMPTY OBJECT before ON EMPTY or ON ERROR.</summary>
public sealed record JsonBehaviorSyntax(JsonBehavior Kind) : SyntaxNode
{
    /// <summary>The value after DEFAULT.</summary>
    public ExpressionSyntax? Default { get; init; }
}

/// <summary>The kinds of <see cref="JsonBehaviorSyntax"/>.</summary>
public enum JsonBehavior
{
    Null, Error, Default, True, False, Unknown, EmptyArray, EmptyObject,
}

/// <summary>The WRAPPER clause of JSON_QUERY.</summary>
public enum JsonWrapper
{
    /// <summary>Not written; means without.</summary>
    None,

    /// <summary>WITHOUT [ARRAY] WRAPPER.</summary>
    Without,

    /// <summary>WITH [UNCONDITIONAL] [ARRAY] WRAPPER.</summary>
    Unconditional,

    /// <summary>WITH CONDITIONAL [ARRAY] WRAPPER.</summary>
    Conditional,
}
