using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>Options of tables, with the knowledge of which must not be shown.</summary>
internal static class TableOptions
{
    private static readonly string[] s_secretWords =
        ["password", "passwd", "secret", "token", "credential", "api-key", "apikey", "access-key", "private-key", "sasl.jaas"];

    public static TableOption Of(string key, string value) => new(key, value, IsSecret(key));

    private static bool IsSecret(string key) =>
        s_secretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));
}
