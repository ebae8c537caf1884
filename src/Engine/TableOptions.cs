using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine;

/// <summary>The WITH options that the engine reads itself, on a table of any connector.</summary>
internal static class TableOptions
{
    /// <summary><c>on-event</c> sends every watermark on at once, <c>on-periodic</c> those 200 ms apart.</summary>
    public const string WatermarkStrategy = "scan.watermark.emit.strategy";

    private static readonly string[] EngineKeys = [WatermarkStrategy];

    public static bool IsEngineOption(string key) => EngineKeys.Contains(key);

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
