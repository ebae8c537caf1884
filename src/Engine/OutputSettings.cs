using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine;

/// <summary>Reads output modes and triggers as options and settings write them. False means that the text is none.</summary>
internal static class OutputSettings
{
    private const string Modes = "append, update, complete or changelog";
    public const string Triggers = "watermark, batch or a duration such as 10 s";
    private const string ModeKey = "output-mode";
    private const string TriggerKey = "trigger";

    /// <summary>The options of a table.</summary>
    public static IReadOnlyList<string> Keys { get; } = [ModeKey, TriggerKey];

    public static bool TryMode(string text, out OutputMode mode) =>
        Enum.TryParse(text, ignoreCase: true, out mode) && Enum.IsDefined(mode) && char.IsLetter(text[0]);

    public static bool TryTrigger(string text, out OutputTrigger trigger)
    {
        switch (text.ToLowerInvariant())
        {
            case "batch":
                trigger = OutputTrigger.Batch;
                return true;
            case "watermark":
                trigger = OutputTrigger.Watermark;
                return true;
            default:
                bool valid = SettingValues.TryDuration(text, out TimeSpan length) && length.TotalMilliseconds >= 1;
                trigger = new OutputTrigger(OutputTriggerKind.Interval, (long)length.TotalMilliseconds);
                return valid;
        }
    }

    /// <summary>What the options of a table ask of its output.</summary>
    /// <exception cref="ConnectorException">A value is wrong.</exception>
    public static OutputRequest Of(TableDescriptor table)
    {
        string? mode = table.Option(ModeKey);
        string? trigger = table.Option(TriggerKey);
        if (mode is not null && !TryMode(mode, out _))
        {
            throw Wrong(ModeKey, mode, Modes);
        }

        return trigger is null || TryTrigger(trigger, out _) ? Request(mode, trigger) : throw Wrong(TriggerKey, trigger, Triggers);
    }

    /// <summary>What texts that were checked ask for.</summary>
    public static OutputRequest Request(string? mode, string? trigger) => new(
        mode is not null && TryMode(mode, out OutputMode wanted) ? wanted : null,
        trigger is not null && TryTrigger(trigger, out OutputTrigger when) ? when : null);

    private static ConnectorException Wrong(string key, string value, string expected) =>
        new("FLS5006", $"option '{key}' = '{value}' is not {expected}") { Option = key };
}
