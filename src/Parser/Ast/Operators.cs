namespace FlinkSql.Parser.Ast;

/// <summary>Prefix operators.</summary>
public enum UnaryOperator
{
    Plus,
    Minus,
    Not,
}

/// <summary>Infix operators; the printer knows their text and binding strength.</summary>
public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Overlaps,
    Add,
    Subtract,
    Concat,
    Multiply,
    Divide,
    Modulo,
}

/// <summary>ANY (and SOME) or ALL of a subquery's rows.</summary>
public enum Quantifier
{
    Any,
    All,
}

/// <summary>The pattern language of a <see cref="LikeSyntax"/>; ILIKE ignores case.</summary>
public enum LikeKind
{
    Like,
    ILike,
    SimilarTo,
}

/// <summary>What IS asks for.</summary>
public enum IsTest
{
    Null,
    True,
    False,
    Unknown,
    Json,
    JsonObject,
    JsonArray,
    JsonScalar,
}

/// <summary>Whether a MATCH_RECOGNIZE function sees the rows so far or the whole match.</summary>
public enum MatchScope
{
    Running,
    Final,
}
