using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Files;
using FlinkSql.Connectors.Formats;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Writes files that nobody sees before the job has succeeded: each writer fills a hidden file in the target folder
/// and syncs it, and <see cref="Commit"/> gives them all their names. A path that is one file is replaced by a single
/// rename; a folder gets part files beside those it has, or, to overwrite, instead of them. Snapshots are seen before the
/// job ends, one after the other: see <see cref="FileSnapshotWriter"/>.
/// </summary>
internal sealed class FileSink : ISink
{
    private readonly ConnectorTable _table;
    private readonly IFormat _format;
    private readonly FileTarget _target;
    private readonly bool _overwrite;
    private readonly Lock _gate = new();
    private readonly List<FinishedFile> _finished = [];
    private readonly Stack<string> _createdFolders = new();
    private bool _snapshots;

    public FileSink(ConnectorTable table, IFormat format, string path)
    {
        _table = table;
        _format = format;
        _target = FileTarget.Of(path, format.Extension);
        _overwrite = new OptionSet(table.Options).Flag(FileSystemConnector.OverwriteKey);
    }

    public ISinkWriter Open(SinkContext context)
    {
        if (context.Snapshots)
        {
            return OpenSnapshots(context);
        }

        string temporary = Temporary(_target.Folder, context.Subtask);
        FileStream stream;
        try
        {
            CreateFolders();
            stream = new FileStream(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RemoveCreatedFolders();
            throw ConnectorErrors.Unwritable(_target.Folder, error);
        }

        return new FileSinkWriter(this, temporary, stream, Writer(stream, context), _format.WritesChanges, context);
    }

    public void Commit(SinkCommit commit)
    {
        if (_snapshots)
        {
            return;
        }

        try
        {
            string[] former = _overwrite && !_target.IsSingleFile ? [.. FileListing.Visible(_target.Folder)] : [];
            foreach (FinishedFile file in _finished.OrderBy(file => file.Subtask))
            {
                Publish(file);
            }

            DurableFiles.SyncFolder(_target.Folder);
            // The new files are there before the old ones go: a crash in between shows too much, never too little.
            foreach (string path in former)
            {
                File.Delete(path);
            }

            SyncFolders(former.Length != 0);
            _finished.Clear();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConnectorErrors.SystemError(_target.Path, "publishing", error);
        }
    }

    public void Abort(SinkRun run, SinkState retained)
    {
        lock (_gate)
        {
            foreach (FinishedFile file in _finished)
            {
                Drop(file.Temporary);
            }

            _finished.Clear();
        }

        RemoveCreatedFolders();
    }

    /// <summary>A new name for a file that nobody is to see yet.</summary>
    internal static string Temporary(string folder, int subtask) => Path.Combine(
        folder, $".part-{subtask}-{Path.GetRandomFileName().Replace(".", "")}.inprogress");

    /// <summary>Takes over a file that a writer has completed and synced.</summary>
    internal void Add(FinishedFile file)
    {
        lock (_gate)
        {
            _finished.Add(file);
        }
    }

    /// <summary>Removes a file that is not to be seen.</summary>
    internal void Drop(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays hidden; the failure that led here is the one to report.
        }

        RemoveCreatedFolders();
    }

    private FileSnapshotWriter OpenSnapshots(SinkContext context)
    {
        _snapshots = true;
        string file = _target.IsSingleFile ? _target.Path : PartPath(0, 0);
        try
        {
            CreateFolders();
            if (!_target.IsSingleFile
                && FileListing.Visible(_target.Folder).FirstOrDefault(other => other != file) is { } other)
            {
                throw ConnectorErrors.OtherFiles(_target.Path, Path.GetFileName(other), Path.GetFileName(file));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RemoveCreatedFolders();
            throw ConnectorErrors.Unwritable(_target.Folder, error);
        }

        return new FileSnapshotWriter(file, stream => Writer(stream, context), context);
    }

    private IRecordWriter Writer(Stream stream, SinkContext context)
    {
        var columns = new Schema(_table.PhysicalFields().ToEquatable());
        return _format.OpenWriter(new WriteRequest(stream, _table, columns, context.Memory));
    }

    private void Publish(FinishedFile file)
    {
        if (_target.IsSingleFile)
        {
            DurableFiles.Replace(file.Temporary, _target.Path);
            return;
        }

        if (file.IsEmpty)
        {
            File.Delete(file.Temporary);
            return;
        }

        int number = NextNumber(file.Subtask);
        while (!DurableFiles.TryRename(file.Temporary, PartPath(file.Subtask, number)))
        {
            number++;
        }
    }

    private string PartPath(int subtask, int number) =>
        Path.Combine(_target.Folder, $"part-{subtask}-{number}.{_target.Extension}");

    /// <summary>One more than the greatest number among the subtask's part files.</summary>
    private int NextNumber(int subtask)
    {
        string prefix = $"part-{subtask}-";
        return Directory
            .EnumerateFiles(_target.Folder, prefix + "*")
            .Select(path => Path.GetFileName(path)[prefix.Length..].Split('.')[0])
            .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : -1)
            .DefaultIfEmpty(-1)
            .Max() + 1;
    }

    private void CreateFolders()
    {
        lock (_gate)
        {
            var missing = new Stack<string>();
            for (string? folder = _target.Folder; folder is not null && !Directory.Exists(folder);)
            {
                missing.Push(folder);
                folder = Path.GetDirectoryName(folder);
            }

            foreach (string folder in missing)
            {
                Directory.CreateDirectory(folder);
                _createdFolders.Push(folder);
            }
        }
    }

    private void RemoveCreatedFolders()
    {
        lock (_gate)
        {
            try
            {
                while (_createdFolders.TryPeek(out string? folder))
                {
                    Directory.Delete(folder);
                    _createdFolders.Pop();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody has put something there: it is not ours to remove any more.
            }
        }
    }

    private void SyncFolders(bool again)
    {
        if (again)
        {
            DurableFiles.SyncFolder(_target.Folder);
        }

        foreach (string folder in _createdFolders)
        {
            DurableFiles.SyncFolder(Path.GetDirectoryName(folder)!);
        }
    }
}
