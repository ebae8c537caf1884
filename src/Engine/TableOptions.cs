using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine;

/// <summary>The WITH options that the engine reads itself, on a table of any connector.</summary>
internal static class TableOptions
{
    /// <summary><c>on-event</c> sends every watermark on at once, <c>on-periodic</c> those 200 ms apart.</summary>
    public const string WatermarkStrategy = "scan.watermark.emit.strategy";

    /// <summary><c>append</c>, <c>update</c>, <c>complete</c> or <c>changelog</c>, for writing.</summary>
    public const string OutputModeKey = "output-mode";

    /// <summary><c>watermark</c>, <c>batch</c> or a duration, for writing in the modes update and complete.</summary>
    public const string TriggerKey = "trigger";

    private static readonly string[] EngineKeys = [WatermarkStrategy, OutputModeKey, TriggerKey];

    public static bool IsEngineOption(string key) => EngineKeys.Contains(key);

    /// <summary>What the options ask of an output.</summary>
    /// <exception cref="ConnectorException">A value is wrong.</exception>
    public static OutputRequest Output(TableDescriptor table)
    {
        string? mode = table.Option(OutputModeKey);
        string? trigger = table.Option(TriggerKey);
        if (mode is not null && !OutputSettings.TryMode(mode, out _))
        {
            throw Wrong(OutputModeKey, mode, OutputSettings.Modes);
        }

        return trigger is null || OutputSettings.TryTrigger(trigger, out _)
            ? OutputSettings.Request(mode, trigger)
            : throw Wrong(TriggerKey, trigger, OutputSettings.Triggers);
    }

    private static ConnectorException Wrong(string key, string value, string expected) =>
        new("FLS5006", $"option '{key}' = '{value}' is not {expected}") { Option = key };

    /// <summary>The error for a key that nobody understands.</summary>
    public static ConnectorException Unknown(string key, IConnector connector)
    {
        IEnumerable<string> known = connector.Options.Select(option => option.Key).Concat(EngineKeys).Append("connector");
        string? nearest = Planner.Binding.Suggest.Closest(key, known);
        return new ConnectorException(
            "FLS5002",
            $"the connector has no option '{key}'",
            nearest is null ? $"there are {string.Join(", ", known.Order())}" : $"did you mean '{nearest}'?")
        {
            Option = key,
        };
    }
}
