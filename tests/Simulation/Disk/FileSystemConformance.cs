using FlinkSql.Runtime.Storage;
using Xunit;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>What holds on every file system as long as nothing crashes or fails.</summary>
public abstract class FileSystemConformance
{
    /// <summary>The file system under test.</summary>
    private protected abstract IFileSystem Files { get; }

    /// <summary>An empty directory of it.</summary>
    private protected abstract string Root { get; }

    [Fact]
    public void Written_bytes_are_read_once_flushed()
    {
        using IWritableFile file = Files.Create(At("a"));
        file.Write("hello "u8);
        file.Write("world"u8);
        Assert.Equal(11, file.Length);
        file.Flush();
        Assert.Equal("hello world", Text("a"));
        file.Write("!"u8);
        file.Sync();
        Assert.Equal("hello world!", Text("a"));
    }

    [Fact]
    public void Bytes_larger_than_any_buffer_come_back()
    {
        byte[] bytes = new byte[300_000];
        for (int index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(index * 7919 >> 5);
        }

        using (IWritableFile file = Files.Create(At("a")))
        {
            file.Write(bytes.AsSpan(0, 1000));
            file.Write(bytes.AsSpan(1000, 200_000));
            file.Write(bytes.AsSpan(201_000));
            file.Sync();
        }

        Assert.True(bytes.AsSpan().SequenceEqual(Files.ReadAll(At("a"))));
    }

    [Fact]
    public void Reading_stops_at_the_end()
    {
        Write("a", "abc");
        using IReadableFile file = Files.OpenRead(At("a"));
        Assert.Equal(3, file.Length);
        byte[] bytes = new byte[1];
        Assert.Equal(1, file.Read(2, bytes));
        Assert.Equal((byte)'c', bytes[0]);
        Assert.Equal(0, file.Read(3, bytes));
        Assert.Equal(0, file.Read(9, bytes));
    }

    [Fact]
    public void A_name_is_created_once()
    {
        Write("a", "1");
        Fails(FileSystemError.AlreadyExists, () => Files.Create(At("a")));
        Assert.True(Files.CreateDirectory(At("d")));
        Assert.False(Files.CreateDirectory(At("d")));
        Fails(FileSystemError.AlreadyExists, () => Files.Create(At("d")));
        Fails(FileSystemError.NotFound, () => Files.Create(At("none/a")));
        Fails(FileSystemError.NotFound, () => Files.CreateDirectory(At("none/d")));
        Assert.Equal("1", Text("a"));
    }

    [Fact]
    public void Appending_starts_at_the_end_and_a_cut_moves_it()
    {
        Write("a", "0123456789");
        using (IWritableFile file = Files.OpenAppend(At("a")))
        {
            Assert.Equal(10, file.Length);
            file.Write("xx"u8);
            file.Truncate(4);
            Assert.Equal(4, file.Length);
            file.Write("y"u8);
            file.Sync();
        }

        Assert.Equal("0123y", Text("a"));
        Fails(FileSystemError.NotFound, () => Files.OpenAppend(At("none")));
    }

    [Fact]
    public void Replace_takes_the_place_of_a_file()
    {
        Write("a", "new");
        Write("b", "old");
        Files.Replace(At("a"), At("b"));
        Assert.Equal("new", Text("b"));
        Assert.Equal(["b"], Names());
        Files.Replace(At("b"), At("c"));
        Assert.Equal(["c"], Names());
        Fails(FileSystemError.NotFound, () => Files.Replace(At("none"), At("c")));
    }

    [Fact]
    public void Move_never_replaces()
    {
        Write("a", "mine");
        Write("b", "theirs");
        Fails(FileSystemError.AlreadyExists, () => Files.Move(At("a"), At("b")));
        Assert.Equal("theirs", Text("b"));
        Files.CreateDirectory(At("d"));
        Files.Move(At("a"), At("d/a"));
        Assert.Equal("mine", Text("d/a"));
        Files.Move(At("d"), At("e"));
        Assert.Equal("mine", Text("e/a"));
        Fails(FileSystemError.NotFound, () => Files.Move(At("none"), At("f")));
        Assert.Equal(["b", "e"], Names());
    }

    [Fact]
    public void An_open_file_outlives_its_name()
    {
        Write("a", "abc");
        using IReadableFile file = Files.OpenRead(At("a"));
        Files.Delete(At("a"));
        byte[] bytes = new byte[1];
        Assert.Equal(1, file.Read(0, bytes));
        Fails(FileSystemError.NotFound, () => Files.OpenRead(At("a")));
        Fails(FileSystemError.NotFound, () => Files.Delete(At("a")));
    }

    [Fact]
    public void Directories_list_what_they_hold_and_are_deleted_empty()
    {
        Files.CreateDirectories(At("x/y/z"));
        Write("x/a", "12345");
        Assert.Equal(
            [new FileEntry("a", false, 5), new FileEntry("y", true, 0)],
            Files.List(At("x")).OrderBy(entry => entry.Name, StringComparer.Ordinal));
        Fails(FileSystemError.NotEmpty, () => Files.DeleteDirectory(At("x")));
        Files.DeleteDirectory(At("x/y/z"));
        Assert.Empty(Files.List(At("x/y")));
        Fails(FileSystemError.NotFound, () => Files.List(At("x/y/z")));
        Fails(FileSystemError.NotADirectory, () => Files.List(At("x/a")));
        Fails(FileSystemError.NotFound, () => Files.DeleteDirectory(At("x/y/z")));
        Fails(FileSystemError.IsADirectory, () => Files.Delete(At("x/y")));
        Files.SyncDirectory(At("x"));
        Fails(FileSystemError.NotFound, () => Files.SyncDirectory(At("none")));
    }

    [Fact]
    public void Names_that_begin_with_a_dot_are_listed()
    {
        Write(".tmp-1", "x");
        Assert.Equal([".tmp-1"], Names());
    }

    private static void Fails(FileSystemError expected, Action action) =>
        Assert.Equal(expected, Assert.Throws<FileSystemException>(action).Error);

    private string At(string name) => $"{Root}/{name}";

    private void Write(string name, string text) => Files.WriteNew(At(name), System.Text.Encoding.UTF8.GetBytes(text));

    private string Text(string name) => System.Text.Encoding.UTF8.GetString(Files.ReadAll(At(name)));

    private IEnumerable<string> Names() => Files.List(Root).Select(entry => entry.Name).Order(StringComparer.Ordinal);
}
