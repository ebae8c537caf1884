using System.Collections.Concurrent;

namespace FlinkSql.Linq.Rows;

/// <summary>An enum as its names, which is how SQL sees it. Flags are names with commas between them.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly ConcurrentDictionary<T, string> s_texts = new();
    private static readonly ConcurrentDictionary<string, T> s_values = new();

    public static string Print(T value) => s_texts.GetOrAdd(value, static value => value.ToString());

    public static T Parse(string text) => s_values.GetOrAdd(text, static text => Enum.Parse<T>(text));
}
