using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>
/// A disk that keeps what is durable apart from what is only written. Every operation has a number, at which the disk can
/// be told to crash or to fail; all chance comes from the seed, in streams of their own for order, faults, reads and
/// crashes. Processes reach it through a <see cref="SimulatedFileSystem"/> each.
/// </summary>
internal sealed class SimulatedDisk(long seed, DiskOptions? options = null)
{
    private readonly SeededRandom _order = new(seed, "disk-order");
    private readonly SeededRandom _faults = new(seed, "disk-faults");
    private readonly SeededRandom _reads = new(seed, "disk-reads");
    private readonly SeededRandom _buffers = new(seed, "disk-buffers");
    private readonly SeededRandom _crashes = new(seed, "disk-crashes");
    private long _crashAt;
    private CrashKind _crashKind;
    private long _failAt;
    private FileSystemError _failure;

    public DiskOptions Options { get; set; } = options ?? new DiskOptions();

    /// <summary>Operations so far; the next one has the number after this.</summary>
    public long Operations { get; private set; }

    /// <summary>Grows with every crash: file systems and open files of before are dead.</summary>
    public int Incarnation { get; private set; }

    /// <summary>Operations that report success and do nothing, as a program does that has forgotten them.</summary>
    public Func<string, string, bool>? Skips { get; set; }

    /// <summary>Is told of every operation.</summary>
    public Action<DiskOperation>? Watch { get; set; }

    public DiskDirectory Root { get; } = new();

    public DiskJournal Journal { get; } = new();

    /// <summary>The disk as one process sees it.</summary>
    public SimulatedFileSystem Mount(string process = "process") => new(this, process);

    /// <summary>Crashes in the midst of the operation of a number.</summary>
    public void CrashAt(long operation, CrashKind kind) => (_crashAt, _crashKind) = (operation, kind);

    /// <summary>Takes the crash back that is still to come.</summary>
    public void CrashNowhere() => _crashAt = 0;

    /// <summary>Lets the operation of a number fail.</summary>
    public void FailAt(long operation, FileSystemError failure) => (_failAt, _failure) = (operation, failure);

    /// <summary>Kills all processes, and with the machine also what was not durable. What was still planned is off.</summary>
    public void Crash(CrashKind kind)
    {
        Incarnation++;
        _crashAt = _failAt = 0;
        if (kind == CrashKind.Power)
        {
            Journal.Crash(_crashes);
            Restart(Root, []);
        }
    }

    /// <summary>Runs one numbered operation, unless the disk crashes or fails at it.</summary>
    public void Run(string process, string kind, string path, DiskAction action)
    {
        long number = ++Operations;
        if (number == _crashAt)
        {
            Note(DiskOperation.Crash);
            RunHalf(action, null);
            Crash(_crashKind);
            throw new DiskCrashException($"crash at operation {number}, {kind} {path}");
        }

        FileSystemError? failure = Failure(number, action);
        if (failure is { } error)
        {
            Note(DiskOperation.Text(error));
            RunHalf(action, error);
            throw new FileSystemException(error, kind, path);
        }

        if (Skips?.Invoke(kind, path) == true)
        {
            Note("skipped");
            return;
        }

        try
        {
            action.Do();
            Note(DiskOperation.Text(null));
        }
        catch (FileSystemException refused)
        {
            Note(DiskOperation.Text(refused.Error));
            throw;
        }

        void Note(string outcome) => Watch?.Invoke(new DiskOperation(number, process, kind, path, outcome));
    }

    /// <summary>Whether a write stays in the buffer of the process.</summary>
    public bool Buffers() => _buffers.OneIn(2);

    /// <summary>Copies bytes as a disk reads them: maybe not all of them, and maybe not rightly.</summary>
    public int Read(ReadOnlySpan<byte> content, Span<byte> into)
    {
        int length = Math.Min(content.Length, into.Length);
        if (length > 1 && Happens(_reads, Options.ShortReadOneIn))
        {
            length = _reads.Next(1, length);
        }

        content[..length].CopyTo(into);
        if (length > 0 && Happens(_reads, Options.BitFlipOneIn))
        {
            into[_reads.Next(length)] ^= (byte)(1 << _reads.Next(8));
        }

        return length;
    }

    /// <summary>Puts entries into an order that nobody may rely on.</summary>
    public FileEntry[] Shuffle(FileEntry[] entries)
    {
        for (int last = entries.Length - 1; last > 0; last--)
        {
            int other = _order.Next(last + 1);
            (entries[last], entries[other]) = (entries[other], entries[last]);
        }

        return entries;
    }

    private static bool Happens(SeededRandom random, int oneIn) => oneIn > 0 && random.OneIn(oneIn);

    private FileSystemError? Failure(long number, DiskAction action)
    {
        if (number == _failAt)
        {
            return _failure;
        }

        if (Happens(_faults, Options.IoErrorOneIn) || (action.Deletes && Happens(_faults, Options.DeleteErrorOneIn)))
        {
            return FileSystemError.Io;
        }

        return action.NeedsSpace && Happens(_faults, Options.NoSpaceOneIn) ? FileSystemError.NoSpace : null;
    }

    /// <summary>An operation that was interrupted did not take place, did so in part, or did so without a reply.</summary>
    private void RunHalf(DiskAction action, FileSystemError? failure)
    {
        bool takesPlace = _faults.OneIn(2);
        if (action.DoPart is not null)
        {
            action.DoPart(_faults);
        }
        else if (takesPlace && failure != FileSystemError.NoSpace)
        {
            try
            {
                action.Do();
            }
            catch (FileSystemException)
            {
                // It would have been refused anyway.
            }
        }
    }

    private void Restart(object node, HashSet<object> seen)
    {
        if (!seen.Add(node))
        {
            return;
        }

        if (node is DiskFile file)
        {
            file.Crash(_crashes);
            return;
        }

        var directory = (DiskDirectory)node;
        directory.Forget();
        foreach (object named in directory.Names.Values)
        {
            Restart(named, seen);
        }
    }
}
