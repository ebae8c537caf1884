namespace FlinkSql.Parser.Diagnostics;

/// <summary>How bad a diagnostic is; only an error stops the statement.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>The statement cannot run.</summary>
    Error,
}
