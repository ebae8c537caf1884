using System.Reflection;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors;

/// <summary>
/// The connectors by name. Every class with a <see cref="ConnectorAttribute"/> in this assembly is found; others can be
/// added.
/// </summary>
public sealed class ConnectorRegistry
{
    private readonly SortedDictionary<string, IConnector> _connectors = new(StringComparer.Ordinal);

    public ConnectorRegistry(ConnectorEnvironment? environment = null)
    {
        environment ??= new ConnectorEnvironment();
        foreach (Type type in typeof(ConnectorRegistry).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<ConnectorAttribute>() is { } attribute)
            {
                Add(attribute.Name, Create(type, environment));
            }
        }
    }

    /// <summary>The names of all connectors, sorted.</summary>
    public IReadOnlyCollection<string> Names => _connectors.Keys;

    /// <summary>The keys of the options of all connectors, for hints when the connector itself is not known.</summary>
    public IEnumerable<string> OptionKeys =>
        _connectors.Values.SelectMany(connector => connector.Options).Select(option => option.Key).Distinct();

    /// <summary>The connector of that name, or null.</summary>
    public IConnector? Find(string name) => _connectors.GetValueOrDefault(name);

    /// <summary>The connector of that name.</summary>
    /// <exception cref="ConnectorException">There is none.</exception>
    public IConnector Get(string name) => Find(name) ?? throw ConnectorErrors.UnknownConnector(name, Names);

    /// <summary>Adds a connector, or replaces the one of that name.</summary>
    public void Add(string name, IConnector connector) => _connectors[name] = connector;

    private static IConnector Create(Type type, ConnectorEnvironment environment)
    {
        bool wantsEnvironment = type.GetConstructor([typeof(ConnectorEnvironment)]) is not null;
        object? connector = wantsEnvironment ? Activator.CreateInstance(type, environment) : Activator.CreateInstance(type);
        return (IConnector)connector!;
    }
}
