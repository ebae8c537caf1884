using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>What a path means to a writer.</summary>
/// <param name="IsSingleFile">Whether the result is this one file; otherwise part files in a folder.</param>
/// <param name="Folder">The folder that files are put into.</param>
/// <param name="Extension">What the names of part files end with.</param>
/// <param name="Path">The path.</param>
internal sealed record FileTarget(bool IsSingleFile, string Folder, string Extension, string Path)
{
    /// <summary>
    /// What exists decides; otherwise a last part with a point in it names a file, and any other a folder.
    /// </summary>
    public static FileTarget Of(IFileSystem files, string path, string extension)
    {
        string trimmed = System.IO.Path.TrimEndingDirectorySeparator(path);
        bool single = !System.IO.Path.EndsInDirectorySeparator(path)
            && (IsFile(files, trimmed) ?? System.IO.Path.GetFileName(path).Contains('.'));
        return new FileTarget(single, single ? System.IO.Path.GetDirectoryName(path)! : trimmed, extension, trimmed);
    }

    private static bool? IsFile(IFileSystem files, string path)
    {
        try
        {
            files.OpenRead(path).Dispose();
            return true;
        }
        catch (FileSystemException failure)
        {
            return failure.Error switch
            {
                FileSystemError.IsADirectory => false,
                FileSystemError.AccessDenied => true,
                _ => null,
            };
        }
    }
}
