using System.Text;
using System.Text.Json;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// The bytes of a manifest: a line with the version and the checksum of what follows, then JSON that a person can read.
/// </summary>
internal static class ManifestFormat
{
    private const int Version = 1;
    private const string Magic = "flinksql-checkpoint";

    public static byte[] Write(CheckpointManifest manifest)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Indented = true }))
        {
            Write(json, manifest);
        }

        byte[] bytes = body.ToArray();
        return [.. Header(bytes), .. bytes];
    }

    /// <summary>The manifest, or <see cref="InvalidDataException"/> if any byte is not as it was written.</summary>
    public static CheckpointManifest Read(ReadOnlySpan<byte> bytes)
    {
        int line = bytes.IndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> body = bytes[line..];
        if (!bytes[..line].SequenceEqual(Header(body)))
        {
            string found = Encoding.ASCII.GetString(bytes[..Math.Min(line, 80)]).TrimEnd();
            throw new InvalidDataException(
                found.StartsWith(Magic, StringComparison.Ordinal) && !found.StartsWith($"{Magic} {Version} ", StringComparison.Ordinal)
                    ? $"its format '{found}' is not the version this engine reads, {Version}"
                    : "its checksum is wrong");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body.ToArray());
            return Manifest(document.RootElement);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"it is not a manifest: {cause.Message}", cause);
        }
    }

    private static byte[] Header(ReadOnlySpan<byte> body) =>
        Encoding.ASCII.GetBytes($"{Magic} {Version} crc32c={Crc32C.Of(body):x8}\n");

    private static void Write(Utf8JsonWriter json, CheckpointManifest manifest)
    {
        json.WriteStartObject();
        json.WriteNumber("id", manifest.Id);
        json.WriteString("job", manifest.Job);
        json.WriteNumber("attempt", manifest.Token);
        json.WriteString("timestamp", manifest.Contents.Timestamp);
        json.WriteStartArray("operators");
        foreach (OperatorEntry entry in manifest.Contents.Operators)
        {
            json.WriteStartObject();
            json.WriteString("uid", entry.Uid);
            json.WriteNumber("parallelism", entry.Parallelism);
            json.WriteNumber("maxParallelism", entry.MaxParallelism);
            json.WriteStartArray("states");
            foreach (StateEntry state in entry.States)
            {
                Write(json, state, manifest.IsReference(state.File));
            }

            json.WriteEndArray();
            Write(json, entry.Metadata);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, manifest.Contents.Metadata);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StateEntry state, bool reference)
    {
        json.WriteStartObject();
        json.WriteString("state", state.State);
        json.WriteNumber("subtask", state.Subtask);
        json.WriteNumber("firstKeyGroup", state.KeyGroups.First);
        json.WriteNumber("keyGroups", state.KeyGroups.Count);
        json.WriteString("kind", reference ? "reference" : "full");
        json.WriteNumber("checkpoint", state.File.Checkpoint);
        json.WriteString("file", state.File.Name);
        json.WriteNumber("length", state.File.Length);
        json.WriteString("crc32c", state.File.Checksum.ToString("x8"));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EquatableArray<MetadataEntry> metadata)
    {
        json.WriteStartArray("metadata");
        foreach (MetadataEntry entry in metadata)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteBase64String("value", entry.Value.AsSpan());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static CheckpointManifest Manifest(JsonElement json) => new(
        json.GetProperty("id").GetInt64(),
        Text(json, "job"),
        json.GetProperty("attempt").GetInt64(),
        new CheckpointContents(
            json.GetProperty("timestamp").GetDateTimeOffset(),
            json.GetProperty("operators").EnumerateArray().Select(Operator).ToEquatable(),
            Metadata(json)));

    private static OperatorEntry Operator(JsonElement json) => new(
        Text(json, "uid"),
        json.GetProperty("parallelism").GetInt32(),
        json.GetProperty("maxParallelism").GetInt32(),
        json.GetProperty("states").EnumerateArray().Select(State).ToEquatable(),
        Metadata(json));

    private static StateEntry State(JsonElement json) => new(
        Text(json, "state"),
        json.GetProperty("subtask").GetInt32(),
        new KeyGroupRange(json.GetProperty("firstKeyGroup").GetInt32(), json.GetProperty("keyGroups").GetInt32()),
        new StateFile(
            json.GetProperty("checkpoint").GetInt64(),
            Text(json, "file"),
            json.GetProperty("length").GetInt64(),
            Convert.ToUInt32(Text(json, "crc32c"), 16)));

    private static EquatableArray<MetadataEntry> Metadata(JsonElement json) =>
        json.GetProperty("metadata").EnumerateArray()
            .Select(entry => new MetadataEntry(Text(entry, "name"), entry.GetProperty("value").GetBytesFromBase64().ToEquatable()))
            .ToEquatable();

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");
}
