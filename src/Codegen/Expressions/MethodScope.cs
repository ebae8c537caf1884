using FlinkSql.Codegen.Text;

namespace FlinkSql.Codegen.Expressions;

/// <summary>A generated method with a row loop while it is being written: its names and what stands before the loop.</summary>
/// <param name="reserved">Names the method uses besides those of every method.</param>
internal sealed class MethodScope(params string[] reserved)
{
    private readonly Dictionary<string, string> _hoisted = [];

    public NameScope Names { get; } = new(
        [.. reserved, "batch", "row", "constants", "kind", "kinds", "set", "last", "first", "watermark", "watermarkNull"]);

    /// <summary>Statements before the loop.</summary>
    public SourceWriter Prologue { get; } = new();

    /// <summary>The nullable columns of the batch that the loop reads.</summary>
    public SortedSet<int> NullableColumns { get; } = [];

    /// <summary>C# conditions, besides those columns, under which the loop has to look for NULL.</summary>
    public List<string> NullConditions { get; } = [];

    /// <summary>Whether the loop keeps the watermark beside the row in a local.</summary>
    public bool UsesWatermark { get; set; }

    /// <summary>Whether the method is generic over whether there are NULLs.</summary>
    public bool TestsNulls => NullableColumns.Count != 0 || NullConditions.Count != 0;

    /// <summary>A local set once before the loop; equal ones are one local.</summary>
    public string Hoist(string hint, string type, string value)
    {
        string key = type + " = " + value;
        if (!_hoisted.TryGetValue(key, out string? local))
        {
            _hoisted.Add(key, local = Names.Local(hint));
            Prologue.Line($"{type} {local} = {value};");
        }

        return local;
    }
}
