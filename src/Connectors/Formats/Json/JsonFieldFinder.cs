using System.Text;
using System.Text.Json;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>
/// Finds the number of a field by its name. Records mostly have their fields in the same order, so the name seen at a
/// place before is tried first.
/// </summary>
internal sealed class JsonFieldFinder(IEnumerable<string> names)
{
    private const int PlacesRemembered = 1_024;
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly List<(byte[] Name, int Field)> _places = [];

    /// <summary>The field whose name the reader stands at, or -1.</summary>
    /// <param name="reader">It stands at the name of a property.</param>
    /// <param name="place">The how manieth property of its object it is.</param>
    public int Find(ref Utf8JsonReader reader, int place)
    {
        if (place < _places.Count && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(_places[place].Name))
        {
            return _places[place].Field;
        }

        int field = -1;
        for (int candidate = 0; candidate < _names.Length && field < 0; candidate++)
        {
            field = reader.ValueTextEquals(_names[candidate]) ? candidate : -1;
        }

        if (place == _places.Count && place < PlacesRemembered)
        {
            _places.Add((reader.ValueIsEscaped ? [] : reader.ValueSpan.ToArray(), reader.ValueIsEscaped ? -1 : field));
        }

        return field;
    }
}
