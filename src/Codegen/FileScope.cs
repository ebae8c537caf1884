using System.Reflection;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Codegen;

/// <summary>A generated file while it is being written: the types it mentions, and where SQL positions come from.</summary>
internal sealed class FileScope(string? sql)
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
    };

    private readonly SortedDictionary<string, Type> _aliases = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly HashSet<Assembly> _assemblies = [];

    /// <summary>The assemblies of the types that were mentioned.</summary>
    public IEnumerable<Assembly> Assemblies => _assemblies;

    /// <summary>One alias a type, so that no name is ambiguous; generic types by their namespaces.</summary>
    public IEnumerable<string> Usings => _namespaces.Select(name => $"using {name};")
        .Concat(_aliases.Select(alias => $"using {alias.Key} = {alias.Value.FullName!.Replace('+', '.')};"));

    /// <summary>The short name of a type of the function library.</summary>
    public string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        _assemblies.Add(type.Assembly);
        if (type.IsGenericType)
        {
            if (!VertexEmitter.Imports.Contains(type.Namespace))
            {
                _namespaces.Add(type.Namespace!);
            }

            return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        }

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
