using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Engine;

/// <summary>A SET or RESET with an unknown key or a value that is none.</summary>
public sealed class SettingException : Exception
{
    private SettingException(string code, string message, string? hint)
        : base(message)
    {
        Code = code;
        Hint = hint;
    }

    public string Code { get; }

    public string? Hint { get; }

    internal static SettingException UnknownKey(string key)
    {
        string? nearest = Planner.Binding.Suggest.Closest(key, SettingCatalog.All.Select(setting => setting.Key));
        return new SettingException(
            "FLS4101",
            $"there is no option '{key}'",
            nearest is null ? "SET; without a key lists all options" : $"did you mean '{nearest}'?");
    }

    internal static SettingException WrongValue(SettingDefinition definition, string value, string expected) =>
        new("FLS4102", $"'{value}' is not a value of '{definition.Key}'", $"expected {expected}");

    internal static SettingException Together(string message, string hint) => new("FLS4105", message, hint);

    internal static SettingException NotInstalled()
    {
        RuntimeException missing = StateBackend.RocksDbMissing();
        return new SettingException(missing.Code, missing.Message, missing.Hint);
    }

    internal static SettingException OnlyDefault(SettingDefinition definition, string value) =>
        new(
            "FLS4104",
            $"'{definition.Key}' = '{value}' would have no effect: {definition.OnlyDefault}",
            definition.Default is null ? "leave it out" : $"leave it out, or set it to '{definition.Default}'");
}
