using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkSql.Tests.Architecture;

namespace FlinkSql.Tests.Acceptance;

/// <summary>A case of the acceptance files, which stand beside the repository where they are present.</summary>
internal sealed class AcceptanceCase(JsonElement json, JsonElement? sharedInputs)
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "..", "shared", "acceptance");

    public string Id => json.GetProperty("id").GetString()!;

    public IReadOnlyList<string> Tags => json.TryGetProperty("tags", out JsonElement tags)
        ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)]
        : [];

    public string Suite => json.TryGetProperty("suite", out JsonElement suite) ? suite.GetString()! : "";

    public JsonElement Json => json;

    /// <summary>The cases of a file; null when the folder is not there.</summary>
    public static IReadOnlyList<AcceptanceCase>? Read(string file)
    {
        string path = Path.Combine(Folder, file);
        if (!File.Exists(path))
        {
            return null;
        }

        var cases = new List<AcceptanceCase>();
        JsonElement? first = null;
        foreach (string line in File.ReadLines(path))
        {
            JsonElement json = JsonDocument.Parse(line).RootElement;
            if (json.TryGetProperty("inputs", out JsonElement inputs) && inputs.ValueKind == JsonValueKind.Object)
            {
                first ??= inputs;
            }

            cases.Add(new AcceptanceCase(json, first));
        }

        return cases;
    }

    /// <summary>The whole script, with the folders put in; a query writes to <c>__out.json</c>.</summary>
    public string Script(string input, string output)
    {
        string script = Text("script") ?? "";
        if (Text("tz") is { } zone)
        {
            script = $"SET 'table.local-time-zone' = '{zone}';\n{script}";
        }

        if (Text("query") is { } query)
        {
            script += "\nCREATE TABLE `__out` WITH ('connector'='filesystem','path'='${OUT}/__out.json',"
                + $"'format'='changelog-json') AS\n{query.TrimEnd(';')};";
        }

        if (json.TryGetProperty("statements", out JsonElement statements))
        {
            script += string.Concat(statements.EnumerateArray().Select(statement => "\n" + statement.GetString()));
        }

        return script.Replace("${IN}", input, StringComparison.Ordinal).Replace("${OUT}", output, StringComparison.Ordinal);
    }

    /// <summary>Whether rows come both before and after a restore.</summary>
    public bool HasHalves => json.TryGetProperty("inputs", out JsonElement inputs) && inputs.ValueKind == JsonValueKind.Object
        && inputs.EnumerateObject().Any(table => table.Value.GetProperty("rows").EnumerateArray().Any(row => PhaseOf(row) == "after"));

    /// <summary>Writes the input files of the case.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="phases">Which rows, <c>before</c> and <c>after</c>; all where none are named.</param>
    public void WriteInputs(string folder, params string[] phases)
    {
        if (json.TryGetProperty("inputs", out JsonElement inputs))
        {
            if (inputs.ValueKind != JsonValueKind.Object)
            {
                inputs = sharedInputs!.Value;
            }

            foreach (JsonProperty table in inputs.EnumerateObject())
            {
                bool plain = table.Value.GetProperty("format").GetString() == "json";
                File.WriteAllLines(
                    Path.Combine(folder, table.Name + ".json"),
                    table.Value.GetProperty("rows").EnumerateArray()
                        .Where(row => phases.Length == 0 || phases.Contains(PhaseOf(row))).Select(row => plain
                        ? row.GetProperty("row").GetRawText()
                        : $"{{\"op\":\"{row.GetProperty("op").GetString()}\",\"data\":{row.GetProperty("row").GetRawText()}}}"));
            }
        }

        if (json.TryGetProperty("inputs_files", out JsonElement files))
        {
            foreach (JsonElement file in files.EnumerateArray())
            {
                File.Copy(
                    Path.Combine(Folder, "inputs", file.GetString()!), Path.Combine(folder, file.GetString()!), overwrite: true);
            }
        }
    }

    /// <summary>The table an INSERT of the statements writes.</summary>
    public string OutputTable => Text("query") is not null
        ? "__out"
        : Regex.Match(
            string.Join(' ', json.GetProperty("statements").EnumerateArray().Select(s => s.GetString())),
            @"(?is)insert\s+(?:into|overwrite)\s+`?(\w+)`?").Groups[1].Value;

    private static string PhaseOf(JsonElement row) =>
        row.TryGetProperty("phase", out JsonElement phase) ? phase.GetString()! : "before";

    public string? Text(string property) =>
        json.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
