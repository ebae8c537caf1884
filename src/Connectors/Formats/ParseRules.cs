namespace FlinkSql.Connectors.Formats;

/// <summary>How a format spells what is common to all columns.</summary>
internal sealed record ParseRules
{
    /// <summary>The zone of a TIMESTAMP_LTZ written without one.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required IUnescaper Unescaper { get; init; }

    /// <summary>The unquoted text that means NULL in every column, or null.</summary>
    public byte[]? NullLiteral { get; init; }

    /// <summary>Whether a field of no bytes is NULL in every column but text and binary.</summary>
    public bool EmptyIsNull { get; init; }
}
