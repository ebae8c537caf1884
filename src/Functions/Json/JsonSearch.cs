using System.Text.Json;

namespace FlinkSql.Functions.Json;

/// <summary>Finds the values a path leads to, by reading the JSON text once and copying nothing.</summary>
internal sealed class JsonSearch
{
    [ThreadStatic]
    private static JsonSearch? t_search;

    private readonly List<(int Start, int Length, JsonTokenType Kind)> _found = [];
    private JsonPath _path = null!;

    /// <summary>What a path leads to: how many values, and where the text of the first is.</summary>
    public readonly record struct Found(bool IsValid, int Count, int Start, int Length, JsonTokenType Kind);

    /// <summary>Searches; text that is no JSON is not valid, nor is a part that a strict path misses.</summary>
    public static Found Run(ReadOnlySpan<byte> json, JsonPath path)
    {
        JsonSearch search = t_search ??= new JsonSearch();
        search._found.Clear();
        search._path = path;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || !search.Visit(ref reader, 0) || reader.Read())
            {
                return default;
            }
        }
        catch (JsonException)
        {
            return default;
        }

        (int start, int length, JsonTokenType kind) = search._found is [var first, ..] ? first : default;
        return new Found(true, search._found.Count, start, length, kind);
    }

    /// <summary>Takes the value the reader is at through the steps from one on, and leaves the reader at its end.</summary>
    private bool Visit(ref Utf8JsonReader reader, int step)
    {
        if (step == _path.Steps.Length)
        {
            int start = (int)reader.TokenStartIndex;
            JsonTokenType kind = reader.TokenType;
            reader.Skip();
            _found.Add((start, (int)reader.BytesConsumed - start, kind));
            return true;
        }

        JsonPath.Step wanted = _path.Steps[step];
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            bool wraps = !wanted.IsMembers && !_path.IsStrict && (wanted.Index ?? 0) == 0;
            return wraps ? Visit(ref reader, step + 1) : VisitMembers(ref reader, wanted, step);
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return VisitElements(ref reader, wanted, step);
        }

        bool wrapsScalar = !wanted.IsMembers && !_path.IsStrict && (wanted.Index ?? 0) == 0;
        return wrapsScalar ? Visit(ref reader, step + 1) : !_path.IsStrict;
    }

    private bool VisitMembers(ref Utf8JsonReader reader, JsonPath.Step wanted, int step)
    {
        bool any = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            bool matches = wanted.IsMembers && (wanted.IsWildcard || (!any && reader.ValueTextEquals(wanted.Name)));
            reader.Read();
            any |= matches;
            if (matches && !Visit(ref reader, step + 1))
            {
                return false;
            }

            if (!matches)
            {
                reader.Skip();
            }
        }

        return any || !_path.IsStrict || wanted.IsWildcard;
    }

    private bool VisitElements(ref Utf8JsonReader reader, JsonPath.Step wanted, int step)
    {
        bool unwraps = wanted.IsMembers && !_path.IsStrict;
        bool any = false;
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            bool matches = unwraps || (!wanted.IsMembers && (wanted.IsWildcard || wanted.Index == index));
            any |= matches;
            if (matches && !Visit(ref reader, unwraps ? step : step + 1))
            {
                return false;
            }

            if (!matches)
            {
                reader.Skip();
            }
        }

        return any || !_path.IsStrict || (wanted.IsWildcard && !wanted.IsMembers);
    }
}
