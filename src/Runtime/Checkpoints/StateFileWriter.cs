using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// A state file being written. <see cref="Complete"/> makes its bytes durable and says how it goes into the manifest;
/// a file that is disposed of before that belongs to no checkpoint.
/// </summary>
internal sealed class StateFileWriter : Stream
{
    private readonly IWritableFile _file;
    private readonly long _checkpoint;
    private readonly string _name;
    private Crc32C _checksum;

    private StateFileWriter(IWritableFile file, long checkpoint, string name)
    {
        _file = file;
        _checkpoint = checkpoint;
        _name = name;
    }

    /// <summary>Creates a file; its name has letters, digits, <c>-</c>, <c>_</c> and <c>.</c> and is new in the checkpoint.</summary>
    public static StateFileWriter Create(IFileSystem files, CheckpointLocation location, string name)
    {
        if (!StateFile.IsName(name))
        {
            throw new ArgumentException($"'{name}' cannot name a state file", nameof(name));
        }

        return new StateFileWriter(files.Create(Path.Combine(location.Directory, name)), location.Id, name);
    }

    /// <summary>Writes a whole file at once.</summary>
    public static StateFile Write(IFileSystem files, CheckpointLocation location, string name, ReadOnlySpan<byte> bytes)
    {
        using StateFileWriter writer = Create(files, location, name);
        writer.Write(bytes);
        return writer.Complete();
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _file.Write(buffer);
        _checksum.Add(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _file.Flush();

    public StateFile Complete()
    {
        if (!Planted.Has(PlantedBug.StateNotDurable))
        {
            _file.Sync();
        }

        return new StateFile(_checkpoint, _name, _file.Length, _checksum.Value);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
