using FlinkSql.Connectors.Formats;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.DataGen;

/// <summary>Made-up rows: random or in sequence, the same for the same seed.</summary>
[Connector("datagen")]
internal sealed class DataGenConnector : IConnector
{
    private const string RateKey = "rows-per-second";
    private const string CountKey = "number-of-rows";
    private const string SeedKey = "seed";
    private const long DefaultRate = 10_000;

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new(RateKey, $"rows a second; {DefaultRate} if not given"),
        new(CountKey, "rows in all; endless if not given and no column is a sequence"),
        new(SeedKey, "the seed of the random values; 0 if not given"),
        new("fields.#.kind", "how the values of a column are made", ["random", "sequence"]),
        new("fields.#.min", "the least random number"),
        new("fields.#.max", "the greatest random number"),
        new("fields.#.max-past", "how far before now a random timestamp may be, such as 10 s or 1 d"),
        new("fields.#.length", "the length of text or bytes, or the number of elements"),
        new("fields.#.var-len", "whether lengths vary between 1 and the length", ["true", "false"]),
        new("fields.#.start", "the first number of a sequence"),
        new("fields.#.end", "the last number of a sequence"),
        new("fields.#.null-rate", "the part of values that is NULL, from 0 to 1"),
    ];

    public TableCapabilities Describe(ConnectorTable table)
    {
        for (int column = 0; column < table.Schema.Count; column++)
        {
            if (table.MetadataKey(column) is { } key)
            {
                throw ConnectorErrors.UnknownMetadata(key, table.Schema[column].Name, []);
            }
        }

        var source = CreateSource(table, []);
        return new TableCapabilities
        {
            CanRead = true,
            Bounded = ((DataGenSource)source).Rows != long.MaxValue,
            Replayable = true,
            MaxReadParallelism = 1,
        };
    }

    public ISource CreateSource(ConnectorTable table, int[] columns)
    {
        var options = new OptionSet(table.Options);
        var used = new HashSet<string> { RateKey, CountKey, SeedKey };
        FieldGenerator[] all = Generators(table, TimeProvider.System, used);
        CheckUsed(table, options, used);
        return new DataGenSource(table.Schema.Select(columns))
        {
            Rows = Math.Min(
                options.Number(CountKey, long.MaxValue, 0, long.MaxValue),
                all.Length == 0 ? long.MaxValue : all.Min(generator => generator.Limit)),
            RowsPerSecond = options.Number(RateKey, DefaultRate, 1, int.MaxValue),
            // Every column has its generator, wanted or not, so that what one column shows does not depend on others.
            Generators = clock =>
            {
                FieldGenerator[] made = Generators(table, clock, []);
                return [.. columns.Select(column => made[column])];
            },
        };
    }

    private static FieldGenerator[] Generators(ConnectorTable table, TimeProvider clock, HashSet<string> used)
    {
        var options = new OptionSet(table.Options);
        var generators = new FieldGenerators(options.Number(SeedKey, 0, long.MinValue, long.MaxValue), clock);
        return [.. table.Schema.Fields.Select(
            field => generators.Create(field.Type, new FieldOptions(options, field.Name, used)))];
    }

    private static void CheckUsed(ConnectorTable table, OptionSet options, HashSet<string> used)
    {
        foreach (string key in options.Keys)
        {
            if (used.Contains(key) || !key.StartsWith("fields.", StringComparison.Ordinal))
            {
                continue;
            }

            string name = key["fields.".Length..key.LastIndexOf('.')];
            string[] columns = [.. table.Schema.Fields.Select(field => field.Name)];
            bool known = columns.Contains(name.Split('.')[0]);
            throw known
                ? ConnectorErrors.OptionWithoutEffect(key, "a column of this type and kind has no such option")
                : ConnectorErrors.WrongOption(
                    key, $"there is no column \"{name}\"", NearestName.Hint(name, columns, "columns"));
        }
    }
}
