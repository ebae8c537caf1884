namespace FlinkSql.Parser.Ast;

/// <summary>
/// When and how a continuous query hands out results:
/// <c>EMIT [AFTER WINDOW CLOSE | PERIODIC i | ON UPDATE [WITH DELAY i]] [AND ALLOWED LATENESS i] [AND TIMEOUT i] [MODE m]</c>.
/// </summary>
public sealed record EmitSyntax(EmitTrigger Trigger) : SyntaxNode
{
    /// <summary>The period of PERIODIC or the delay of ON UPDATE.</summary>
    public ExpressionSyntax? Interval { get; init; }

    /// <summary>ALLOWED LATENESS, or null.</summary>
    public ExpressionSyntax? AllowedLateness { get; init; }

    /// <summary>TIMEOUT: closes the last windows when input stops.</summary>
    public ExpressionSyntax? Timeout { get; init; }

    /// <summary>MODE, or null.</summary>
    public OutputMode? Mode { get; init; }
}

/// <summary>What makes a query emit.</summary>
public enum EmitTrigger
{
    /// <summary>Not written.</summary>
    None,

    /// <summary>AFTER WINDOW CLOSE.</summary>
    AfterWindowClose,

    /// <summary>PERIODIC interval.</summary>
    Periodic,

    /// <summary>ON UPDATE.</summary>
    OnUpdate,
}

/// <summary>What an emission holds.</summary>
public enum OutputMode
{
    /// <summary>Rows that are final.</summary>
    Append,

    /// <summary>Rows that changed.</summary>
    Update,

    /// <summary>The whole result.</summary>
    Complete,

    /// <summary>Row kinds as in Flink.</summary>
    Changelog,
}
