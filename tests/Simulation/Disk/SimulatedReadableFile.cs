using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>A file of a simulated disk, open for reading.</summary>
internal sealed class SimulatedReadableFile(SimulatedFileSystem files, string path, DiskFile file) : IReadableFile
{
    public long Length { get; } = file.Length;

    public unsafe int Read(long offset, Span<byte> into)
    {
        int read = 0;
        fixed (byte* target = into)
        {
            byte* bytes = target;
            int length = into.Length;
            files.Run("read", path, new DiskAction(() => read = files.Disk.Read(
                offset >= file.Length ? [] : file.Content[(int)offset..], new Span<byte>(bytes, length))));
        }

        return read;
    }

    public void Dispose()
    {
    }
}
