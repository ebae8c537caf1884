using FlinkSql.Runtime.Storage;
using Xunit;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>The durability model of the simulated disk: what a crash may take, and what it never does.</summary>
public sealed class DiskDurabilityTests
{
    private const int Seeds = 200;

    [Fact]
    public void Synced_bytes_under_a_synced_name_survive()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var disk = new SimulatedDisk(seed);
            SimulatedFileSystem files = disk.Mount();
            files.WriteNew("/a", "durable"u8);
            files.SyncDirectory("/");
            disk.Crash(CrashKind.Power);
            Assert.Equal("durable", Text(disk, "/a"));
        }
    }

    [Fact]
    public void A_name_that_was_not_synced_is_lost_or_not() =>
        Assert.Equal(["durable", "none"], Outcomes(files => files.WriteNew("/a", "durable"u8), CrashKind.Power, "/a"));

    [Fact]
    public void A_rename_that_was_not_synced_happened_or_not() => Assert.Equal(["new", "old"], Outcomes(
        files =>
        {
            files.WriteNew("/a", "old"u8);
            files.WriteNew("/b", "new"u8);
            files.SyncDirectory("/");
            files.Replace("/b", "/a");
        },
        CrashKind.Power,
        "/a"));

    [Fact]
    public void A_deleted_file_may_come_back() => Assert.Equal(["none", "x"], Outcomes(
        files =>
        {
            files.WriteNew("/a", "x"u8);
            files.SyncDirectory("/");
            files.Delete("/a");
        },
        CrashKind.Power,
        "/a"));

    [Fact]
    public void A_cut_that_was_not_synced_happened_or_not() => Assert.Equal(["ab", "abcd"], Outcomes(
        files =>
        {
            files.WriteNew("/a", "abcd"u8);
            files.SyncDirectory("/");
            using IWritableFile file = files.OpenAppend("/a");
            file.Truncate(2);
        },
        CrashKind.Power,
        "/a"));

    [Fact]
    public void Bytes_that_were_not_synced_are_lost_kept_or_torn()
    {
        string full = new string('a', 512) + new string('b', 512);
        IReadOnlyList<string> outcomes = Outcomes(
            files =>
            {
                using IWritableFile file = files.Create("/a");
                files.SyncDirectory("/");
                file.Write(System.Text.Encoding.ASCII.GetBytes(full));
                file.Flush();
            },
            CrashKind.Power,
            "/a");
        Assert.Contains("", outcomes);
        Assert.Contains(full, outcomes);
        Assert.Contains(new string('\0', 512) + full[512..], outcomes);
        Assert.Contains(full[..512], outcomes);
    }

    [Fact]
    public void A_process_loses_only_what_it_did_not_flush()
    {
        Assert.Equal(["flushed"], Outcomes(
            files =>
            {
                using IWritableFile file = files.Create("/a");
                file.Write("flushed"u8);
                file.Flush();
            },
            CrashKind.Process,
            "/a"));
        Assert.Equal(["", "maybe"], Outcomes(
            files =>
            {
                using IWritableFile file = files.Create("/a");
                file.Write("maybe"u8);
            },
            CrashKind.Process,
            "/a"));
    }

    [Fact]
    public void A_second_sync_does_not_heal_a_failed_one()
    {
        IReadOnlyList<string> outcomes = Outcomes(
            files =>
            {
                using IWritableFile file = files.Create("/a");
                files.SyncDirectory("/");
                file.Write("x"u8);
                file.Flush();
                files.Disk.FailAt(files.Disk.Operations + 1, FileSystemError.Io);
                Assert.Throws<FileSystemException>(file.Sync);
                file.Sync();
            },
            CrashKind.Power,
            "/a");
        Assert.Equal(["", "x"], outcomes);
    }

    [Fact]
    public void Dead_processes_do_nothing()
    {
        var disk = new SimulatedDisk(1);
        SimulatedFileSystem killed = disk.Mount("killed"), other = disk.Mount("other");
        IWritableFile file = killed.Create("/a");
        killed.Kill();
        Assert.Throws<DiskCrashException>(file.Sync);
        other.SyncDirectory("/");
        disk.Crash(CrashKind.Process);
        Assert.Throws<DiskCrashException>(() => other.List("/"));
    }

    [Fact]
    public void Reads_are_wrong_as_often_as_asked_for()
    {
        var disk = new SimulatedDisk(1, new DiskOptions { BitFlipOneIn = 2 });
        SimulatedFileSystem files = disk.Mount();
        files.WriteNew("/a", "0123456789"u8);
        int wrong = Enumerable.Range(0, 100).Count(_ => System.Text.Encoding.ASCII.GetString(files.ReadAll("/a")) != "0123456789");
        Assert.InRange(wrong, 30, 90);
    }

    [Fact]
    public void Full_and_failing_disks_say_so()
    {
        var disk = new SimulatedDisk(1, new DiskOptions { NoSpaceOneIn = 1 });
        Assert.Equal(FileSystemError.NoSpace, Assert.Throws<FileSystemException>(() => disk.Mount().Create("/a")).Error);
        disk.Options = new DiskOptions { IoErrorOneIn = 1 };
        Assert.Equal(FileSystemError.Io, Assert.Throws<FileSystemException>(() => disk.Mount().List("/")).Error);
    }

    [Fact]
    public void Lists_come_in_any_order()
    {
        SimulatedFileSystem files = new SimulatedDisk(1).Mount();
        foreach (string name in new[] { "/a", "/b", "/c" })
        {
            files.Create(name).Dispose();
        }

        int orders = Enumerable.Range(0, 100).Select(_ => string.Concat(files.List("/").Select(entry => entry.Name))).Distinct().Count();
        Assert.Equal(6, orders);
    }

    /// <summary>What a file holds after a crash, over many seeds.</summary>
    private static IReadOnlyList<string> Outcomes(Action<SimulatedFileSystem> script, CrashKind kind, string path)
    {
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        for (int seed = 0; seed < Seeds; seed++)
        {
            var disk = new SimulatedDisk(seed);
            script(disk.Mount());
            disk.Crash(kind);
            outcomes.Add(Text(disk, path));
        }

        return [.. outcomes];
    }

    private static string Text(SimulatedDisk disk, string path)
    {
        try
        {
            return System.Text.Encoding.ASCII.GetString(disk.Mount().ReadAll(path));
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            return "none";
        }
    }
}
