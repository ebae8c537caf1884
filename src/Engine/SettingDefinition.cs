namespace FlinkSql.Engine;

/// <summary>What kind of value a setting takes.</summary>
public enum SettingKind
{
    Text,
    Number,
    Flag,
    Duration,
    Memory,
    TimeZone,
    Choice,
    Factor,
    Trigger,
}

/// <summary>One option that SET understands.</summary>
/// <param name="Key">The key, with Flink's spelling where Flink has it.</param>
/// <param name="Kind">How the value is read.</param>
/// <param name="Default">The value when it is not set; null is none.</param>
/// <param name="Description">One line for SET and help.</param>
public sealed record SettingDefinition(string Key, SettingKind Kind, string? Default, string Description)
{
    /// <summary>The values allowed, for <see cref="SettingKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a duration must not be below 0.</summary>
    public bool NotNegative { get; init; }

    /// <summary>The shortest duration.</summary>
    public TimeSpan? Shortest { get; init; }

    /// <summary>The least value of a number.</summary>
    public int Least { get; init; } = 1;

    /// <summary>
    /// Why the option changes nothing here, for options of Flink that only choose between ways to the same result.
    /// Setting one is answered with this as a note.
    /// </summary>
    public string? NoEffect { get; init; }

    /// <summary>Why no value but the default is possible here; setting another one is an error with this as its reason.</summary>
    public string? OnlyDefault { get; init; }
}
