using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine;

/// <summary>
/// Between the catalog and the connectors: asks a connector what a table can do when it is created, and for its source
/// or sink when a job is made.
/// </summary>
internal sealed class ConnectorGateway(ConnectorRegistry registry)
{
    /// <summary>The option whose value names the connector.</summary>
    public const string ConnectorKey = "connector";

    /// <summary>Tells the sink of INSERT OVERWRITE to replace what is there.</summary>
    private const string OverwriteKey = "$overwrite";

    /// <summary>Tables of the program that hosts the engine; they have no connector.</summary>
    public ProgramTables Programs { get; } = new();

    /// <summary>What the table can do, its options checked.</summary>
    /// <exception cref="ConnectorException">An option or a column is wrong.</exception>
    public SourceSinkTraits Describe(TableDescriptor table)
    {
        TableOptions.SourceOptions(table);
        if (Programs.TraitsOf(table) is { } traits)
        {
            return traits;
        }

        IConnector connector = ConnectorOf(table);
        CheckKeys(table, connector);
        TableCapabilities capabilities = connector.Describe(ToConnectorTable(table));
        return new SourceSinkTraits
        {
            CanRead = capabilities.CanRead,
            CanWrite = capabilities.CanWrite,
            Bounded = capabilities.Bounded,
            Replayable = capabilities.Replayable,
            GivesWatermarks = capabilities.GivesWatermarks,
            SourceMode = capabilities.ReadsUpserts ? ChangelogMode.Upsert
                : capabilities.ReadsChanges ? ChangelogMode.All
                : ChangelogMode.InsertOnly,
            WritesChanges = capabilities.WritesChanges,
            WritesSnapshots = capabilities.WritesSnapshots,
            Delivery = (SinkDelivery)capabilities.Guarantee,
            Output = OutputSettings.Of(table),
            MaxReadParallelism = capabilities.MaxReadParallelism,
            MaxWriteParallelism = capabilities.MaxWriteParallelism,
        };
    }

    /// <summary>The same options with the values of secret ones marked, for everything that prints them.</summary>
    public IEnumerable<TableOption> MarkSecrets(IEnumerable<TableOption> options)
    {
        TableOption[] all = [.. options];
        string? name = all.FirstOrDefault(option => option.Key == ConnectorKey)?.Value;
        IConnector? connector = name is null ? null : registry.Find(name);
        return all.Select(option => option with
        {
            Secret = connector?.Options.Any(known => known.Key == option.Key && known.Secret) ?? false,
        });
    }

    /// <summary>The source that reads the given physical columns of a table.</summary>
    /// <exception cref="ConnectorException">It cannot be opened.</exception>
    public ISource CreateSource(TableDescriptor table, IEnumerable<int> columns) =>
        Programs.CreateSource(table, columns) ?? ConnectorOf(table).CreateSource(ToConnectorTable(table), [.. columns]);

    /// <summary>The sink that writes a table.</summary>
    /// <exception cref="ConnectorException">It cannot be opened.</exception>
    public ISink CreateSink(TableDescriptor table, bool overwrite)
    {
        ConnectorTable described = ToConnectorTable(table);
        if (overwrite)
        {
            described = described with
            {
                Options = new Dictionary<string, string>(described.Options) { [OverwriteKey] = "true" },
            };
        }

        return ConnectorOf(table).CreateSink(described);
    }

    private IConnector ConnectorOf(TableDescriptor table)
    {
        string? name = table.Options.FirstOrDefault(option => option.Key == ConnectorKey)?.Value;
        return name is not null
            ? registry.Get(name)
            : throw new ConnectorException(
                "FLS5001",
                $"table {table.Path.Name} names no connector",
                $"add 'connector' = '...' to WITH; there are {string.Join(", ", registry.Names)}");
    }

    private static void CheckKeys(TableDescriptor table, IConnector connector)
    {
        foreach (TableOption option in table.Options)
        {
            bool known = option.Key == ConnectorKey
                || TableOptions.IsEngineOption(option.Key)
                || connector.Options.Any(candidate => KeyMatches(candidate.Key, option.Key));
            if (!known)
            {
                throw TableOptions.Unknown(option.Key, connector);
            }
        }

        foreach (ConnectorOption required in connector.Options.Where(option => option.Required))
        {
            if (!table.Options.Any(option => option.Key == required.Key))
            {
                throw new ConnectorException(
                    "FLS5003", $"option '{required.Key}' is missing", $"{required.Key}: {required.Description}");
            }
        }
    }

    // 'fields.#.kind' stands for one key per field.
    private static bool KeyMatches(string pattern, string key)
    {
        int hash = pattern.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? pattern == key
            : key.Length > pattern.Length - 1
              && key.StartsWith(pattern[..hash], StringComparison.Ordinal)
              && key.EndsWith(pattern[(hash + 1)..], StringComparison.Ordinal);
    }

    private static ConnectorTable ToConnectorTable(TableDescriptor table)
    {
        IReadOnlyList<ColumnDescriptor> columns = table.PhysicalColumns;
        return new ConnectorTable(
            table.Path.Name,
            new Schema(columns.Select(column => new Field(column.Name, column.Type)).ToEquatable()),
            columns.Select(column => column.MetadataKey).ToEquatable(),
            Enumerable.Range(0, columns.Count).Where(column => table.PrimaryKey.Contains(columns[column].Name)).ToEquatable(),
            table.Options.Where(option => option.Key != ConnectorKey && !TableOptions.IsEngineOption(option.Key))
                .ToDictionary(option => option.Key, option => option.Value))
        {
            PartitionColumns = table.PartitionColumns,
        };
    }
}
