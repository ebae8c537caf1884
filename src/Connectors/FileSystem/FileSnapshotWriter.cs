using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Replaces one file by the next: each snapshot is written into a staged file, synced, and takes the place of the last by
/// one rename, so that readers and crashes find one of both whole. In a job that takes checkpoints that is the newest at
/// each of them, when the checkpoint is stored; in another, each as soon as it is whole.
/// </summary>
/// <param name="sink">The sink.</param>
/// <param name="file">The name of the file to replace.</param>
/// <param name="context">What is known of the task.</param>
internal sealed class FileSnapshotWriter(FileSink sink, string file, SinkContext context) : ISinkWriter
{
    private readonly bool _waits =
        context.Checkpoints && sink.Options.Guarantee == DeliveryGuarantee.ExactlyOnce;

    private readonly bool _durable = sink.Options.Guarantee != DeliveryGuarantee.None;
    private StagedFile? _whole;
    private FilePart? _part;
    private string _staged = "";
    private long _number;

    public void BeginSnapshot() => sink.Run("writing", () =>
    {
        _staged = FileStaging.NewName(context, _number++);
        _part = sink.OpenPart(context, _staged, file);
    });

    public void Write(RecordBatch batch) => sink.Run("writing", () => _part!.Write(batch));

    public void EndSnapshot() => sink.Run("publishing", () =>
    {
        StagedFile whole = _part!.Close(StagedKind.Replacement, _durable);
        _part = null;
        context.Metrics.Bytes += whole.Length;
        if (!_waits)
        {
            sink.Publisher.Publish([whole]);
            return;
        }

        DropWhole();
        _whole = whole;
    });

    public SinkState Prepare(long checkpointId)
    {
        if (_whole is null)
        {
            return SinkState.Empty;
        }

        SinkState state = SinkState.Empty;
        sink.Run("writing", () => state = sink.Prepared(context.Run, [_whole], []));
        _whole = null;
        return state;
    }

    public SinkState PrepareLast() => Prepare(long.MaxValue);

    public void Dispose()
    {
        DropWhole();
        if (_part is not null)
        {
            _part.Dispose();
            _part = null;
            sink.Drop(_staged);
        }
    }

    private void DropWhole()
    {
        if (_whole is not null)
        {
            sink.Drop(_whole.Staged);
            _whole = null;
        }
    }
}
