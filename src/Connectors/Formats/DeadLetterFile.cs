using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlinkSql.Connectors.Formats;

/// <summary>
/// A file of JSON lines <c>{"file", "line", "error", "text"}</c> to which the readers of a source append their bad
/// records. Each line is handed to the system at once, so a job that fails later keeps them. A reader that goes on at a
/// checkpoint meets records again whose lines stand there already, and those are not written twice.
/// </summary>
internal sealed class DeadLetterFile(string path)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly WrittenLetters _written = new(path);

    /// <summary>Its bytes.</summary>
    public long Length => WrittenLetters.LengthOf(path);

    /// <summary>A file is read from its beginning.</summary>
    public void Begin(string file)
    {
        lock (_gate)
        {
            _written.Begin(file);
        }
    }

    /// <summary>A file is read on from where it was when there were so many bytes here.</summary>
    public void Resume(string file, long length)
    {
        lock (_gate)
        {
            _written.Resume(file, length);
        }
    }

    public void Write(string file, long line, string error, ReadOnlySpan<byte> text)
    {
        // Readers of several subtasks share the file.
        lock (_gate)
        {
            _line.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_line, Readable))
            {
                json.WriteStartObject();
                json.WriteString("file", file);
                json.WriteNumber("line", line);
                json.WriteString("error", error);
                json.WriteString("text", Encoding.UTF8.GetString(text));
                json.WriteEndObject();
            }

            if (_written.TakeOff(file, _line.WrittenSpan))
            {
                return;
            }

            _line.Write("\n"u8);
            try
            {
                using FileStream stream = Open();
                stream.Write(_line.WrittenSpan);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw ConnectorErrors.Unwritable(path, cause);
            }
        }
    }

    private FileStream Open()
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }
}
