using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>Reads output modes and triggers as options and settings write them. False means that the text is none.</summary>
internal static class OutputSettings
{
    public const string Modes = "append, update, complete or changelog";
    public const string Triggers = "watermark, batch or a duration such as 10 s";

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

    /// <summary>What texts that were checked ask for.</summary>
    public static OutputRequest Request(string? mode, string? trigger) => new(
        mode is not null && TryMode(mode, out OutputMode wanted) ? wanted : null,
        trigger is not null && TryTrigger(trigger, out OutputTrigger when) ? when : null);
}
