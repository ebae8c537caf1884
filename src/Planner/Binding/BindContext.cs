using FlinkSql.Functions;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>What the binder knows of the session: its names, functions and settings, and how to ask about connectors.</summary>
public sealed record BindContext
{
    public required ICatalog Catalog { get; init; }

    public FunctionRegistry Functions { get; init; } = FunctionRegistry.BuiltIn;

    public PlannerOptions Options { get; init; } = new();

    /// <summary>
    /// Asks the connector of a table what it can do. A table it cannot make is a
    /// <see cref="QueryException"/>, which becomes a diagnostic.
    /// </summary>
    public Func<TableDescriptor, SourceSinkTraits> Describe { get; init; } = _ => new SourceSinkTraits();

    /// <summary>The functions in FROM besides the windows.</summary>
    public IReadOnlyList<TableFunction> TableFunctions { get; init; } = [];

    /// <summary>Makes a table of a file named in FROM, with the options of its hint; null where that is not offered.</summary>
    public Func<string, IReadOnlyList<TableOption>, TableDescriptor>? DescribeFile { get; init; }
}
