namespace FlinkSql.Runtime.Storage;

/// <summary>Why an operation on a file failed.</summary>
public enum FileSystemError
{
    /// <summary>The device or its driver failed, or anything that has no name of its own here.</summary>
    Io,
    NotFound,
    AlreadyExists,
    NotEmpty,
    NotADirectory,
    IsADirectory,
    NoSpace,
    CrossDevice,
    AccessDenied,
}
