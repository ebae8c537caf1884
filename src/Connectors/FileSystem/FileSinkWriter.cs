using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Fills the staged files of one subtask, one for each partition at a time. At a checkpoint a part file is completed, or
/// synced and gone on with, as the rolling policy and the format have it. There is no file without rows, unless the target
/// is one file.
/// </summary>
internal sealed class FileSinkWriter(FileSink sink, SinkContext context) : ISinkWriter
{
    /// <summary>Each open file has a buffer: where rows of many partitions come mixed, some are closed early.</summary>
    private const int MostOpen = 64;

    private readonly DeliveryGuarantee _guarantee =
        sink.ShowsAllAtOnce ? DeliveryGuarantee.ExactlyOnce : sink.Options.Guarantee;

    private readonly SortedDictionary<string, FilePart> _parts = new(StringComparer.Ordinal);
    private readonly List<StagedFile> _finished = [];
    private long _number;
    private bool _prepared;
    private bool _done;

    /// <summary>Whether a part file was written by a run of a job.</summary>
    public static bool IsOf(string name, SinkRun run) =>
        name.StartsWith($"part-{run.Job}-", StringComparison.Ordinal);

    public void Write(RecordBatch batch)
    {
        if (!sink.Format.WritesChanges)
        {
            InsertOnly.Check(batch, "a file of this format");
        }

        sink.Run("writing", () =>
        {
            if (sink.Partitions.IsEmpty)
            {
                Write("", batch);
                return;
            }

            foreach ((string folder, int[] rows) in sink.Partitions.Split(batch, context.Zone))
            {
                var some = new BatchBuilder(batch.Schema, context.Memory);
                some.AppendRows(batch, rows);
                using RecordBatch part = some.Build();
                Write(folder, part);
            }
        });
    }

    public void Flush() => sink.Run("writing", () =>
    {
        foreach (FilePart part in _parts.Values)
        {
            part.Flush();
        }
    });

    public SinkState Prepare(long checkpointId)
    {
        _prepared = true;
        SinkState state = SinkState.Empty;
        sink.Run("writing", () =>
        {
            if (sink.ShowsAllAtOnce && _guarantee == DeliveryGuarantee.ExactlyOnce)
            {
                state = KeepBack();
                return;
            }

            CloseAll(ClosesAtCheckpoint);
            state = _guarantee == DeliveryGuarantee.None
                ? SinkState.Empty
                : TakeFinished([.. _parts.Values.Select(part => part.Sync())]);
        });
        return state;
    }

    public SinkState PrepareLast()
    {
        SinkState state = SinkState.Empty;
        sink.Run("writing", () =>
        {
            if (sink.Target.IsSingleFile && !_done && _parts.Count == 0)
            {
                Open("", null);
            }

            CloseAll(_ => true);
            state = TakeFinished(sink.Target.IsSingleFile ? [new StagedFile(StagedKind.Done, "", "", 0)] : []);
        });
        return state;
    }

    public void Restore(IReadOnlyList<byte[]> unfinished)
    {
        if (_guarantee == DeliveryGuarantee.None)
        {
            return;
        }

        sink.Run("restoring", () =>
        {
            foreach (StagedFile file in unfinished.Select(StagedFile.Of))
            {
                if (file.Kind == StagedKind.Done)
                {
                    _done = true;
                }
                else if (file.Kind != StagedKind.Open)
                {
                    _finished.Add(file);
                }
                else if (sink.Target.IsSingleFile)
                {
                    Open("", file);
                }
                else
                {
                    _finished.Add(sink.Complete(file, FileStaging.NewName(context, _number++)));
                }
            }
        });
    }

    public void Dispose()
    {
        foreach (FilePart part in _parts.Values)
        {
            part.Dispose();

            // A file that is in a checkpoint is needed if the job goes on from there; the next run removes what is not.
            if (!_prepared)
            {
                sink.Drop(part.Staged);
            }
        }

        _parts.Clear();
    }

    private void Write(string folder, RecordBatch batch)
    {
        FilePart part = _parts.GetValueOrDefault(folder) ?? Open(folder, null);
        part.Write(batch);
        if (sink.Options.FileSize is not { } most || sink.ShowsAllAtOnce)
        {
            return;
        }

        part.Flush();
        if (part.Length >= most)
        {
            Close(folder);
        }
    }

    private FilePart Open(string folder, StagedFile? former)
    {
        if (_parts.Count == MostOpen)
        {
            Close(_parts.MinBy(part => part.Value.LastWrite).Key);
        }

        string staged = FileStaging.NewName(context, _number++);
        return _parts[folder] = sink.OpenPart(context, staged, TargetName(folder), former);
    }

    /// <summary>
    /// A name that no other run, subtask or job gives out. A job that takes no checkpoints publishes once, and finds short
    /// names that are free.
    /// </summary>
    private string TargetName(string folder)
    {
        if (sink.Target.IsSingleFile)
        {
            return Path.GetFileName(sink.Target.Path);
        }

        string extension = sink.Target.Extension;
        return context.Checkpoints || _prepared || _guarantee != DeliveryGuarantee.ExactlyOnce
            ? string.Create(
                CultureInfo.InvariantCulture, $"{folder}part-{context.Run}-{context.Subtask}-{_number - 1}.{extension}")
            : string.Create(CultureInfo.InvariantCulture, $"{folder}part-{context.Subtask}-*.{extension}");
    }

    private void CloseAll(Func<FilePart, bool> which)
    {
        foreach (string folder in _parts.Where(part => which(part.Value)).Select(part => part.Key).ToArray())
        {
            Close(folder);
        }
    }

    private void Close(string folder)
    {
        StagedKind kind = sink.Target.IsSingleFile ? StagedKind.Replacement : StagedKind.Part;
        StagedFile file = _parts[folder].Close(kind, durable: _guarantee != DeliveryGuarantee.None);
        _parts.Remove(folder);
        context.Metrics.Bytes += file.Length;
        if (_guarantee == DeliveryGuarantee.ExactlyOnce)
        {
            _finished.Add(file);
        }
        else
        {
            sink.Publisher.Publish([file]);
        }
    }

    private bool ClosesAtCheckpoint(FilePart part) =>
        !sink.Options.GoesOn || !sink.Format.GoesOn || part.IsDue(sink.Options);

    /// <summary>Everything is kept for the end, and the checkpoint holds what there is of it.</summary>
    private SinkState KeepBack()
    {
        if (!sink.Target.IsSingleFile)
        {
            CloseAll(_ => true);
        }
        else if (_parts.Count != 0 && !sink.Format.GoesOn)
        {
            throw ConnectorErrors.NoCheckpointOfSingleFile(sink.Target.Path);
        }

        return sink.Prepared(context.Run, [], [.. _finished, .. _parts.Values.Select(part => part.Sync())]);
    }

    /// <summary>Hands over what is finished, also what a former run had open or had finished.</summary>
    private SinkState TakeFinished(StagedFile[] unfinished)
    {
        StagedFile[] finished = [.. _finished];
        _finished.Clear();
        if (_guarantee == DeliveryGuarantee.ExactlyOnce)
        {
            return sink.Prepared(context.Run, finished, unfinished);
        }

        sink.Publisher.Publish(finished);
        return sink.Prepared(context.Run, [], unfinished);
    }
}
