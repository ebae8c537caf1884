using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser;

/// <summary>What reading a text gave: a tree, or the reasons why there is none.</summary>
public sealed record ParseResult<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics)
    where T : class
{
    /// <summary>
    /// The tree as it would be with every suggested replacement applied, when there are errors and all could be repaired.
    /// Good for finding more errors, never for running.
    /// </summary>
    public T? Repaired { get; init; }

    /// <summary>True if there is a tree and no error.</summary>
    public bool IsValid => Value is not null;

    /// <summary>All diagnostics as text, each with its picture.</summary>
    public string Render(string text) => string.Concat(Diagnostics.Select(diagnostic => diagnostic.Render(text)));
}

/// <summary>One statement of a script: where it stands, without the semicolon, and what reading it gave.</summary>
public sealed record ScriptStatement(SourceSpan Span, ParseResult<Ast.StatementSyntax> Result);
