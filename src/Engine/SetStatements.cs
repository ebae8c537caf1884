using FlinkSql.Parser.Ast;

namespace FlinkSql.Engine;

/// <summary>SET and RESET.</summary>
internal static class SetStatements
{
    public static StatementOutcome Execute(SessionSettings settings, StatementSyntax statement, string sql)
    {
        try
        {
            return statement switch
            {
                SetSyntax { Key: null } => List(settings),
                SetSyntax { Key: { } key, Value: null } => One(settings, key),
                SetSyntax { Key: { } key, Value: { } value } set => Set(settings, key, value, set),
                ResetSyntax { Key: { } key } => Reset(settings, key),
                _ => ResetAll(settings),
            };
        }
        catch (SettingException failure)
        {
            throw new EngineException([EngineErrors.Setting(failure, statement.Span)], sql, failure);
        }
    }

    private static TableOutcome List(SessionSettings settings) => new(
        ["key", "value", "description"],
        [.. SettingCatalog.All.OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => new[] { setting.Key, settings.Get(setting.Key), setting.Description })]);

    private static TableOutcome One(SessionSettings settings, string key) =>
        SettingCatalog.Find(key) is null
            ? throw SettingException.UnknownKey(key)
            : new TableOutcome(["key", "value"], [[key, settings.Get(key)]]);

    private static DoneOutcome Set(SessionSettings settings, string key, string value, SetSyntax set)
    {
        string? note = settings.Set(key, value);
        return new DoneOutcome($"{key} = {value}")
        {
            Notes = note is null ? [] : [EngineErrors.NoteFor("FLS4103", note, set.Span)],
        };
    }

    private static DoneOutcome Reset(SessionSettings settings, string key)
    {
        settings.Reset(key);
        return new DoneOutcome($"{key} = {settings.Get(key)}");
    }

    private static DoneOutcome ResetAll(SessionSettings settings)
    {
        settings.ResetAll();
        return new DoneOutcome("all settings have their defaults");
    }
}
