using System.Text;
using System.Text.Json;

namespace FlinkSql.Connectors.Formats;

/// <summary>
/// The lines that this job has written to its dead letters before it was started again, and that its readers are about
/// to come to again.
/// </summary>
internal sealed class WrittenLetters(string path)
{
    private readonly Dictionary<string, List<string>> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private long _jobStart = LengthOf(path);
    private bool _resumed;

    public static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    public void Begin(string file)
    {
        // A job that begins has written nothing of the file, unless it had got as far as this before it failed.
        bool again = !_begun.Add(file);
        if (again || _resumed)
        {
            Find(file, _jobStart);
        }
    }

    public void Resume(string file, long length)
    {
        _begun.Add(file);
        _resumed = true;
        _jobStart = Math.Min(_jobStart, length);
        Find(file, length);
    }

    /// <summary>Whether the line was there; it then counts as written once more.</summary>
    public bool TakeOff(string file, ReadOnlySpan<byte> line) =>
        _lines.TryGetValue(file, out List<string>? lines) && lines.Count != 0 && lines.Remove(Encoding.UTF8.GetString(line));

    private void Find(string file, long from)
    {
        var found = new List<string>();
        _lines[file] = found;
        try
        {
            long length = LengthOf(path);
            if (length == from)
            {
                return;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // A shorter file is another one: whatever is in it was written since.
            stream.Position = from <= length ? from : 0;
            using var text = new StreamReader(stream);
            while (text.ReadLine() is { } line)
            {
                if (FileOf(line) == file)
                {
                    found.Add(line);
                }
            }
        }
        catch (FileNotFoundException)
        {
            // It was taken away, with what was in it.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw ConnectorErrors.Unreadable(path, cause);
        }
    }

    private static string? FileOf(string line)
    {
        try
        {
            using var letter = JsonDocument.Parse(line);
            return letter.RootElement.GetProperty("file").GetString();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
