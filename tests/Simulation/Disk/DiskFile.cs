using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>
/// The bytes of a file: what readers see, what survives a crash for sure, and the changes between the two, of which any
/// sector may survive without the others.
/// </summary>
internal sealed class DiskFile
{
    private const int Sector = 512;
    private readonly List<Change> _unsynced = [];
    private byte[] _content = [];
    private byte[] _durable = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Content => _content.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _unsynced.Add(new Change(Length, bytes.ToArray()));
        Put(Length, bytes);
    }

    public void Truncate(int length)
    {
        _unsynced.Add(new Change(length, null));
        Length = length;
    }

    /// <summary>Changes bytes behind everyone's back, as a failing disk does.</summary>
    public void Damage(int offset, byte value)
    {
        Sync();
        _content[offset] = value;
        _durable[offset] = value;
    }

    public void Sync()
    {
        DiskFile image = Image();
        foreach (Change change in _unsynced)
        {
            if (change.Bytes is null)
            {
                image.Length = Math.Min(image.Length, change.Offset);
            }
            else
            {
                image.Put(change.Offset, change.Bytes);
            }
        }

        _durable = image.Content.ToArray();
        _unsynced.Clear();
    }

    /// <summary>A sync that failed: the system takes the bytes for clean, though they never reached the disk, and the
    /// next sync does not write them.</summary>
    public void FailSync() => _unsynced.Clear();

    /// <summary>Leaves what a crash of the machine leaves.</summary>
    public void Crash(SeededRandom random)
    {
        int fate = random.Next(3);
        byte[] survived = fate == 0 ? _durable : Content.ToArray();
        if (fate == 2)
        {
            survived = Torn(random);
        }

        _durable = survived;
        _content = [.. survived];
        Length = survived.Length;
        _unsynced.Clear();
    }

    private byte[] Torn(SeededRandom random)
    {
        DiskFile image = Image();
        foreach (Change change in _unsynced)
        {
            if (change.Bytes is null)
            {
                if (random.OneIn(2) && change.Offset < image.Length)
                {
                    image.Length = change.Offset;
                }

                continue;
            }

            for (int start = 0; start < change.Bytes.Length; start += Sector)
            {
                if (random.OneIn(2))
                {
                    image.Put(change.Offset + start, change.Bytes.AsSpan(start, Math.Min(Sector, change.Bytes.Length - start)));
                }
            }

            if (random.OneIn(2))
            {
                image.Put(Math.Max(image.Length, change.Offset + change.Bytes.Length), []);
            }
        }

        return image.Content.ToArray();
    }

    private DiskFile Image() => new() { _content = [.. _durable], Length = _durable.Length };

    /// <summary>Writes at any offset; what lies between the end and it becomes zeros.</summary>
    private void Put(int offset, ReadOnlySpan<byte> bytes)
    {
        int end = offset + bytes.Length;
        if (end > _content.Length)
        {
            Array.Resize(ref _content, Math.Max(end, _content.Length * 2));
        }

        if (offset > Length)
        {
            _content.AsSpan(Length, offset - Length).Clear();
        }

        bytes.CopyTo(_content.AsSpan(offset));
        Length = Math.Max(Length, end);
    }

    /// <summary>A write at an offset, or without bytes a cut to that length.</summary>
    private readonly record struct Change(int Offset, byte[]? Bytes);
}
