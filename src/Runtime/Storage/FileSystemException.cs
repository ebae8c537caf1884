namespace FlinkSql.Runtime.Storage;

/// <summary>An operation on a file failed. Where <see cref="Error"/> is <see cref="FileSystemError.Io"/> or
/// <see cref="FileSystemError.NoSpace"/> it may have taken place all the same, wholly or in part.</summary>
public sealed class FileSystemException : IOException
{
    public FileSystemException(FileSystemError error, string operation, string path, Exception? cause = null)
        : base($"cannot {operation} '{path}': {Text(error, cause)}", cause)
    {
        Error = error;
        Path = path;
    }

    public FileSystemError Error { get; }

    public string Path { get; }

    private static string Text(FileSystemError error, Exception? cause) => error switch
    {
        FileSystemError.NotFound => "no such file or directory",
        FileSystemError.AlreadyExists => "the name is taken",
        FileSystemError.NotEmpty => "the directory is not empty",
        FileSystemError.NotADirectory => "it is not a directory",
        FileSystemError.IsADirectory => "it is a directory",
        FileSystemError.NoSpace => "no space left on the device",
        FileSystemError.CrossDevice => "the names are on different devices",
        FileSystemError.AccessDenied => "access denied",
        _ => cause?.Message ?? "input/output error",
    };
}
