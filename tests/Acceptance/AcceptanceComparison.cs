using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlinkSql.Tests.Acceptance;

/// <summary>Compares what a case wrote with what it expects: the raw changelog, or what is left of it.</summary>
internal static partial class AcceptanceComparison
{
    /// <summary>Null when the rows agree, else what is missing and what is there too much.</summary>
    public static string? Difference(AcceptanceCase test, string output)
    {
        if (test.Json.TryGetProperty("expected", out JsonElement expected) && expected.ValueKind == JsonValueKind.Object)
        {
            return expected.EnumerateObject()
                .Select(sink => SinkDifference(test, sink.Value, Path.Combine(output, sink.Name + ".json")))
                .FirstOrDefault(difference => difference is not null);
        }

        List<Change> got = Read(Path.Combine(output, test.OutputTable + ".json"));
        if (test.Json.TryGetProperty("expected_rows", out JsonElement rows))
        {
            List<Change> wanted = [.. rows.EnumerateArray().Select(row =>
                new Change("+I", [.. row.EnumerateObject().Select(field => CanonicalValue.Of(field.Value))]))];
            string? difference = Compare(Fold(got, null), Fold(wanted, null));
            return difference is null || SameButForColumnOrder(got, wanted) ? null : difference;
        }

        string[] texts = expected.ValueKind == JsonValueKind.Array
            ? [.. expected.EnumerateArray().Select(text => text.GetString() ?? "null")]
            : [expected.ValueKind == JsonValueKind.Null ? "null" : expected.GetString()!];
        int columns = got.Count == 0 ? 0 : got[0].Values.Length;
        return Compare(Fold(got, null), Fold([.. texts.Select(text => FromText(text, columns))], null));
    }

    private static string? SinkDifference(AcceptanceCase test, JsonElement sink, string path)
    {
        string[] columns = [.. sink.GetProperty("columns").EnumerateArray().Select(column => column[0].GetString()!)];
        List<Change> got = Read(path);
        List<Change> wanted = [.. sink.GetProperty("before").EnumerateArray()
            .Concat(sink.GetProperty("after").EnumerateArray()).Select(row => FromExpected(row, columns.Length))];
        int[]? key = Key(sink, columns);
        string compare = sink.GetProperty("compare").GetString()!;
        if (compare == "changelog-multiset" && !test.Tags.Contains("mini-batch"))
        {
            return Compare(Count(got.Select(change => change.ToString())), Count(wanted.Select(change => change.ToString())));
        }

        return compare == "materialized" && key is null
            ? Compare(Fold(got, null), Count(wanted.Select(change => change.Row)))
            : Compare(Fold(got, key), Fold(wanted, key));
    }

    private static int[]? Key(JsonElement sink, string[] columns)
    {
        JsonElement[] keys = [.. sink.GetProperty("pk").EnumerateArray()];
        if (keys.Length == 0)
        {
            return null;
        }

        int[] indexes = [.. keys[0].GetString()!.Split(',').Select(name => Array.IndexOf(columns, name.Trim(' ', '`')))];
        return indexes.Contains(-1) ? null : indexes;
    }

    private static Change FromExpected(JsonElement row, int columns) => row.TryGetProperty("text", out JsonElement text)
        ? FromText(text.GetString()!, columns)
        : new Change(
            row.GetProperty("op").GetString()!,
            [.. row.GetProperty("values").EnumerateArray().Select(CanonicalValue.Of)]);

    // "+I[a, b, c]", or "a,b,c": commas inside brackets do not split.
    private static Change FromText(string text, int columns)
    {
        Match match = ChangePattern().Match(text);
        string separator = match.Success ? ", " : ",";
        string body = match.Success ? match.Groups[2].Value : text;
        var fields = new List<string>();
        int depth = 0;
        int start = 0;
        for (int index = 0; index < body.Length; index++)
        {
            depth += "[{(".Contains(body[index]) ? 1 : "]})".Contains(body[index]) ? -1 : 0;
            if (depth == 0 && string.CompareOrdinal(body, index, separator, 0, separator.Length) == 0)
            {
                fields.Add(body[start..index]);
                start = index + separator.Length;
                index += separator.Length - 1;
            }
        }

        fields.Add(body[start..]);
        while (columns != 0 && fields.Count > columns)
        {
            fields[^2] += separator + fields[^1];
            fields.RemoveAt(fields.Count - 1);
        }

        return new Change(match.Success ? match.Groups[1].Value : "+I", [.. fields.Select(CanonicalValue.OfText)]);
    }

    private static List<Change> Read(string path)
    {
        string[] files = File.Exists(path) ? [path]
            : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)]
            : [];
        return [.. files.SelectMany(File.ReadLines).Where(line => line.Length != 0).Select(line =>
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            return new Change(
                row.GetProperty("op").GetString()!,
                [.. row.GetProperty("data").EnumerateObject().Select(field => CanonicalValue.Of(field.Value))]);
        })];
    }

    private static Dictionary<string, int> Fold(List<Change> changes, int[]? key)
    {
        if (key is null)
        {
            var rows = new Dictionary<string, int>();
            foreach (Change change in changes)
            {
                rows[change.Row] = rows.GetValueOrDefault(change.Row) + (change.Kind is "+I" or "+U" ? 1 : -1);
            }

            return rows.Where(row => row.Value != 0).ToDictionary();
        }

        var byKey = new Dictionary<string, string>();
        foreach (Change change in changes)
        {
            string of = string.Join('|', key.Select(column => change.Values[column]));
            if (change.Kind is "+I" or "+U")
            {
                byKey[of] = change.Row;
            }
            else if (change.Kind == "-D" || byKey.GetValueOrDefault(of) == change.Row)
            {
                byKey.Remove(of);
            }
        }

        return Count(byKey.Values);
    }

    private static bool SameButForColumnOrder(List<Change> got, List<Change> wanted)
    {
        static Change Sort(Change change) => change with { Values = [.. change.Values.Order(StringComparer.Ordinal)] };
        return Compare(Fold([.. got.Select(Sort)], null), Fold([.. wanted.Select(Sort)], null)) is null;
    }

    private static Dictionary<string, int> Count(IEnumerable<string> rows) =>
        rows.GroupBy(row => row).ToDictionary(group => group.Key, group => group.Count());

    private static string? Compare(Dictionary<string, int> got, Dictionary<string, int> wanted)
    {
        string[] missing = [.. wanted.Where(row => got.GetValueOrDefault(row.Key) < row.Value).Select(row => row.Key).Take(5)];
        string[] extra = [.. got.Where(row => wanted.GetValueOrDefault(row.Key) < row.Value).Select(row => row.Key).Take(5)];
        return missing.Length + extra.Length == 0
            ? null
            : $"missing: {string.Join(" ", missing)}   extra: {string.Join(" ", extra)}";
    }

    [GeneratedRegex(@"^([+-][IUD])\[(.*)\]$", RegexOptions.Singleline)]
    private static partial Regex ChangePattern();

    private sealed record Change(string Kind, string?[] Values)
    {
        public string Row => $"[{string.Join(", ", Values.Select(value => value ?? "NULL"))}]";

        public override string ToString() => Kind + Row;
    }
}
