using System.Reflection;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats;

/// <summary>The formats by name, found by attribute.</summary>
internal static class FormatRegistry
{
    private static readonly SortedDictionary<string, IFormat> Formats = Discover();

    public static string[] Names => [.. Formats.Keys];

    /// <summary>The options of every format.</summary>
    public static IEnumerable<ConnectorOption> Options => Formats.Values.SelectMany(format => format.Options);

    /// <summary>The format a table asks for. An option of another format is an error: it would do nothing.</summary>
    public static IFormat Of(ConnectorTable table)
    {
        var options = new OptionSet(table.Options);
        string name = options.Required("format", $"one of {string.Join(", ", Names)}");
        IFormat format = Formats.GetValueOrDefault(name) ?? throw ConnectorErrors.WrongValue(
            "format", name, "a known format", NearestName.Hint(name, Names, "formats"));
        foreach (string key in options.Keys)
        {
            string? owner = Array.Find(Names, other => key.StartsWith(other + ".", StringComparison.Ordinal));
            if (owner is not null && owner != name)
            {
                throw ConnectorErrors.OptionWithoutEffect(key, $"the format is {name}");
            }
        }

        return format;
    }

    private static SortedDictionary<string, IFormat> Discover()
    {
        var formats = new SortedDictionary<string, IFormat>(StringComparer.Ordinal);
        foreach (Type type in typeof(FormatRegistry).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<FormatAttribute>() is { } attribute)
            {
                formats.Add(attribute.Name, (IFormat)Activator.CreateInstance(type)!);
            }
        }

        return formats;
    }
}
