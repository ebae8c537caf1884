using FlinkSql.Connectors.Files;

namespace FlinkSql.Connectors;

/// <summary>What connectors may touch outside the engine; a connector asks for it in its constructor.</summary>
public sealed record ConnectorEnvironment
{
    /// <summary>The folders that files may be read from and written to.</summary>
    public AllowedRoots Roots { get; init; } = AllowedRoots.Unrestricted;

    /// <summary>Where <c>print</c> writes.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where <c>print</c> with <c>'standard-error' = 'true'</c> writes.</summary>
    public TextWriter Error { get; init; } = Console.Error;
}
