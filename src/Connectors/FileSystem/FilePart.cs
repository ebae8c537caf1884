using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>A staged file that is being written.</summary>
/// <param name="file">The file.</param>
/// <param name="writer">Spells the rows.</param>
/// <param name="staged">Where it is, from the target folder.</param>
/// <param name="target">Where it belongs, from the target folder.</param>
/// <param name="clock">Tells how old it is.</param>
internal sealed class FilePart(IWritableFile file, IRecordWriter writer, string staged, string target, TimeProvider clock)
    : IDisposable
{
    private readonly DateTimeOffset _openedAt = clock.GetUtcNow();
    private DateTimeOffset _lastWrite = clock.GetUtcNow();

    /// <summary>Where it is, from the target folder.</summary>
    public string Staged => staged;

    /// <summary>When rows came last.</summary>
    public DateTimeOffset LastWrite => _lastWrite;

    public long Length => file.Length;

    public void Write(RecordBatch batch)
    {
        writer.Write(batch);
        _lastWrite = clock.GetUtcNow();
    }

    public void Flush() => writer.Flush();

    /// <summary>Whether the rolling policy wants it closed.</summary>
    public bool IsDue(FileSinkOptions policy)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return file.Length >= policy.FileSize || now - _openedAt >= policy.Age || now - _lastWrite >= policy.Inactivity;
    }

    /// <summary>Makes what is written durable; it goes on.</summary>
    public StagedFile Sync()
    {
        writer.Flush();
        file.Sync();
        return new StagedFile(StagedKind.Open, staged, target, file.Length);
    }

    /// <summary>Completes the file.</summary>
    public StagedFile Close(StagedKind kind, bool durable)
    {
        writer.Finish();
        if (durable)
        {
            file.Sync();
        }
        else
        {
            file.Flush();
        }

        var done = new StagedFile(kind, staged, target, file.Length);
        Dispose();
        return done;
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }
}
