using FlinkSql.Connectors.Files;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors;

/// <summary>What connectors may touch outside the engine; a connector asks for it in its constructor.</summary>
public sealed record ConnectorEnvironment
{
    /// <summary>The folders that files may be read from and written to.</summary>
    public AllowedRoots Roots { get; init; } = AllowedRoots.Unrestricted;

    /// <summary>The files that sinks write.</summary>
    public IFileSystem Files { get; init; } = new LocalFileSystem();

    /// <summary>Where <c>print</c> writes.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where <c>print</c> with <c>'standard-error' = 'true'</c> writes.</summary>
    public TextWriter Error { get; init; } = Console.Error;
}
