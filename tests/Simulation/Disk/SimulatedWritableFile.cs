using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>A file of a simulated disk, open for writing; some bytes stay in a buffer of the process until they are flushed.</summary>
internal sealed class SimulatedWritableFile(SimulatedFileSystem files, string path, DiskFile file) : IWritableFile
{
    private readonly List<byte> _buffer = [];

    public long Length => file.Length + _buffer.Count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _buffer.AddRange(bytes);
        if (!files.Disk.Buffers())
        {
            Flush("write");
        }
    }

    public void Flush() => Flush("flush");

    public void Sync()
    {
        Flush("flush");
        files.Run("sync", path, new DiskAction(file.Sync)
        {
            DoPart = random =>
            {
                if (random.OneIn(2))
                {
                    file.FailSync();
                }
            },
        });
    }

    public void Truncate(long length)
    {
        Flush("flush");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, file.Length);
        files.Run("truncate", path, new DiskAction(() => file.Truncate((int)length)));
    }

    public void Dispose()
    {
    }

    private void Flush(string kind)
    {
        if (_buffer.Count == 0)
        {
            return;
        }

        byte[] bytes = [.. _buffer];
        _buffer.Clear();
        files.Run(kind, path, new DiskAction(() => file.Append(bytes))
        {
            NeedsSpace = true,
            DoPart = random => file.Append(bytes.AsSpan(0, random.Next(bytes.Length + 1))),
        });
    }
}
