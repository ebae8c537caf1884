using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Fills the staged files of one subtask. At a checkpoint a part file is completed, or synced and gone on with, as the
/// rolling policy and the format have it. There is no file without rows, unless the target is one file.
/// </summary>
internal sealed class FileSinkWriter(FileSink sink, SinkContext context) : ISinkWriter
{
    private readonly DeliveryGuarantee _guarantee =
        sink.ShowsAllAtOnce ? DeliveryGuarantee.ExactlyOnce : sink.Options.Guarantee;

    private readonly List<StagedFile> _finished = [];
    private FilePart? _part;
    private string _staged = "";
    private StagedFile? _former;
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
            _part ??= Open();
            _part.Write(batch);
            if (sink.Options.FileSize is not null)
            {
                _part.Flush();
            }

            if (!sink.ShowsAllAtOnce && _part.Length >= sink.Options.FileSize)
            {
                Close();
            }
        });
    }

    public void Flush() => sink.Run("writing", () => _part?.Flush());

    public SinkState Prepare(long checkpointId)
    {
        _prepared = true;
        SinkState state = SinkState.Empty;
        sink.Run("writing", () =>
        {
            if (_guarantee == DeliveryGuarantee.None)
            {
                if (_part is not null && ClosesAtCheckpoint(_part))
                {
                    Close();
                }

                return;
            }

            state = sink.ShowsAllAtOnce ? KeepBack() : Roll();
        });
        return state;
    }

    public SinkState PrepareLast()
    {
        SinkState state = SinkState.Empty;
        sink.Run("writing", () =>
        {
            if (sink.Target.IsSingleFile && !_done)
            {
                _part ??= Open();
            }

            if (_part is not null)
            {
                Close();
            }

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
                    _former = file;
                    _part = Open();
                    _former = null;
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
        // A file that is in a checkpoint is needed if the job goes on from there; the next run removes what is not.
        _part?.Dispose();
        if (_part is not null && !_prepared)
        {
            sink.Drop(_staged);
        }

        _part = null;
    }

    private FilePart Open()
    {
        _staged = FileStaging.NewName(context, _number++);
        return sink.OpenPart(context, _staged, TargetName(), _former);
    }

    /// <summary>
    /// A name that no other run, subtask or job gives out. A job that takes no checkpoints publishes once, and finds short
    /// names that are free.
    /// </summary>
    private string TargetName()
    {
        if (sink.Target.IsSingleFile)
        {
            return Path.GetFileName(sink.Target.Path);
        }

        string extension = sink.Target.Extension;
        return context.Checkpoints || _prepared || _guarantee != DeliveryGuarantee.ExactlyOnce
            ? string.Create(CultureInfo.InvariantCulture, $"part-{context.Run}-{context.Subtask}-{_number - 1}.{extension}")
            : string.Create(CultureInfo.InvariantCulture, $"part-{context.Subtask}-*.{extension}");
    }

    private void Close()
    {
        StagedKind kind = sink.Target.IsSingleFile ? StagedKind.Replacement : StagedKind.Part;
        StagedFile file = _part!.Close(kind, durable: _guarantee != DeliveryGuarantee.None);
        _part = null;
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

    private SinkState Roll()
    {
        if (_part is not null && ClosesAtCheckpoint(_part))
        {
            Close();
        }

        return TakeFinished(_part is null ? [] : [_part.Sync()]);
    }

    /// <summary>Everything is kept for the end, and the checkpoint holds what there is of it.</summary>
    private SinkState KeepBack()
    {
        if (!sink.Target.IsSingleFile && _part is not null)
        {
            Close();
        }

        if (_part is not null && !sink.Format.GoesOn)
        {
            throw ConnectorErrors.NoCheckpointOfSingleFile(sink.Target.Path);
        }

        return sink.Prepared(context.Run, [], _part is null ? _finished : [.. _finished, _part.Sync()]);
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
