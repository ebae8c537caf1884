using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine;

/// <summary>The WITH options that the engine reads itself, on a table of any connector: how its watermark is made. Those of writing are in <see cref="OutputSettings"/>.</summary>
internal static class TableOptions
{
    public const string IdleTimeout = WatermarkOptions.IdleTimeoutKey;
    private const string AlignmentGroup = "scan.watermark.alignment.group";
    private const string AlignmentDrift = "scan.watermark.alignment.max-drift";
    private const string AlignmentInterval = "scan.watermark.alignment.update-interval";

    private static readonly TimeSpan DefaultAlignmentInterval = TimeSpan.FromSeconds(1);

    private static readonly string[] WatermarkKeys =
    [
        WatermarkOptions.StrategyKey, WatermarkOptions.NullTimesKey, IdleTimeout, AlignmentGroup, AlignmentDrift,
        AlignmentInterval,
    ];

    public static bool IsEngineOption(string key) => WatermarkKeys.Contains(key) || OutputSettings.Keys.Contains(key);

    /// <summary>How a table is read. The options are checked.</summary>
    /// <exception cref="ConnectorException">A value is wrong, or an option has no effect.</exception>
    public static SourceOptions SourceOptions(TableDescriptor table)
    {
        foreach (string key in WatermarkKeys)
        {
            if (table.Option(key) is not null && table.Watermark is null)
            {
                throw WithoutEffect(key, "the table has no WATERMARK", "add WATERMARK FOR .. AS .., or remove the option");
            }
        }

        Choice(table, WatermarkOptions.StrategyKey, WatermarkOptions.Strategies);
        Choice(table, WatermarkOptions.NullTimesKey, ["fail", "drop", "keep"]);
        bool ownWatermarks = table.Watermark?.FromSource ?? false;
        if (ownWatermarks && table.Option(WatermarkOptions.StrategyKey) is not null)
        {
            throw WithoutEffect(
                WatermarkOptions.StrategyKey, "with SOURCE_WATERMARK() the connector decides", "remove the option");
        }

        return new SourceOptions
        {
            IdleTimeout = Duration(table, IdleTimeout),
            OwnWatermarks = ownWatermarks,
            Alignment = Alignment(table),
        };
    }

    /// <summary>The error for a key that nobody understands.</summary>
    public static ConnectorException Unknown(string key, IConnector connector)
    {
        IEnumerable<string> known = connector.Options.Select(option => option.Key).Concat(WatermarkKeys).Concat(OutputSettings.Keys).Append("connector");
        string? nearest = Planner.Binding.Suggest.Closest(key, known);
        return new ConnectorException(
            "FLS5002",
            $"the connector has no option '{key}'",
            nearest is null ? $"there are {string.Join(", ", known.Order())}" : $"did you mean '{nearest}'?")
        {
            Option = key,
        };
    }

    private static SourceAlignment? Alignment(TableDescriptor table)
    {
        string? group = table.Option(AlignmentGroup);
        TimeSpan? drift = Duration(table, AlignmentDrift);
        TimeSpan? interval = Duration(table, AlignmentInterval);
        if (group is null)
        {
            string? given = drift is not null ? AlignmentDrift : interval is not null ? AlignmentInterval : null;
            return given is null
                ? null
                : throw WithoutEffect(
                    given, "the table is in no alignment group", $"add '{AlignmentGroup}' = '...' to WITH");
        }

        if (drift is not { } most)
        {
            throw new ConnectorException(
                "FLS5003",
                $"option '{AlignmentDrift}' is missing: an alignment group needs it",
                $"add '{AlignmentDrift}' = '1 min' to WITH: how far the source may be ahead of the others")
            {
                Option = AlignmentGroup,
            };
        }

        if (interval == TimeSpan.Zero)
        {
            throw WrongValue(AlignmentInterval, table.Option(AlignmentInterval)!, "a duration of more than 0");
        }

        return new SourceAlignment(group, most, interval ?? DefaultAlignmentInterval);
    }

    private static TimeSpan? Duration(TableDescriptor table, string key)
    {
        if (table.Option(key) is not { } text)
        {
            return null;
        }

        return SettingValues.TryDuration(text, out TimeSpan value) && value >= TimeSpan.Zero
            ? value
            : throw WrongValue(key, text, "a duration such as 10 s or 500 ms");
    }

    private static void Choice(TableDescriptor table, string key, IReadOnlyList<string> values)
    {
        if (table.Option(key) is { } value && !values.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw WrongValue(key, value, string.Join(" or ", values));
        }
    }

    private static ConnectorException WrongValue(string key, string value, string expected) =>
        new("FLS5006", $"option '{key}' = '{value}' is not {expected}") { Option = key };

    private static ConnectorException WithoutEffect(string key, string why, string hint) =>
        new("FLS5007", $"option '{key}' has no effect: {why}", hint) { Option = key };
}
