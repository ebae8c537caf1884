namespace FlinkSql.Runtime.Storage;

/// <summary>A name in a directory; the length of a directory is 0.</summary>
public readonly record struct FileEntry(string Name, bool IsDirectory, long Length);
