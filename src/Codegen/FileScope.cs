using System.Reflection;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Codegen;

/// <summary>A generated file while it is being written: the types it mentions, and where SQL positions come from.</summary>
internal sealed class FileScope(string? sql)
{
    private readonly SortedDictionary<string, Type> _aliases = new(StringComparer.Ordinal);

    /// <summary>The assemblies of the types that were mentioned.</summary>
    public IEnumerable<Assembly> Assemblies => _aliases.Values.Select(type => type.Assembly).Distinct();

    /// <summary>One using alias a type, so that no name is ambiguous.</summary>
    public IEnumerable<string> Usings =>
        _aliases.Select(alias => $"using {alias.Key} = {alias.Value.FullName!.Replace('+', '.')};");

    /// <summary>The short name of a type of the function library.</summary>
    public string Name(Type type)
    {
        string name = type.Name;
        for (int number = 2; _aliases.TryGetValue(name, out Type? known) && known != type; number++)
        {
            name = type.Name + number;
        }

        _aliases[name] = type;
        return name;
    }

    /// <summary>Line and column of a place in the SQL text, or nothing.</summary>
    public string Position(SourceSpan span) =>
        sql is null || span.IsNone ? "" : span.StartPosition(sql).ToString();
}
