namespace FlinkSql.Parser.Diagnostics;

/// <summary>One message about a place in a SQL text: code, severity, span, message, and what may help.</summary>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Message)
{
    /// <summary>More about the cause, on a line of its own.</summary>
    public string? Detail { get; init; }

    /// <summary>What would have been accepted, as a short readable list.</summary>
    public string? Expected { get; init; }

    /// <summary>What to do about it, on a line of its own.</summary>
    public string? Hint { get; init; }

    /// <summary>The short remark beside the caret, such as <c>did you mean FROM?</c>.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The text that, put in place of the span, applies the suggestion.</summary>
    public string? Replacement { get; init; }

    /// <summary>True for errors.</summary>
    public bool IsError => Severity == Severity.Error;

    /// <summary>The message with a picture of the line and a caret under the span.</summary>
    public string Render(string text) => DiagnosticRenderer.Render(this, text);

    /// <inheritdoc/>
    public override string ToString() => $"{DiagnosticRenderer.NameOf(Severity)} {Code}: {Message}";
}
