using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Engine.Recovery;

/// <summary>Opens the place where a job keeps its checkpoints, and finds the one it continues from.</summary>
internal sealed class JobRecovery(SessionSettings settings, TimeProvider clock)
{
    /// <summary>The path that stands for the newest checkpoint of the job.</summary>
    public const string Latest = "latest";

    private readonly LocalFileSystem _files = new();
    private readonly Dictionary<string, int> _started = [];

    /// <summary>Prepares a job whose sinks are tables.</summary>
    /// <exception cref="EngineException">Options contradict each other, or the job cannot continue from where it should.</exception>
    public JobStart Prepare(PlanResult plan, string sql, SourceSpan span) => RecoveryErrors.Explain(sql, span, () =>
    {
        RecoveryOptions.Check(settings);
        string plain = NameOf(plan);
        int times = _started.GetValueOrDefault(plain) + 1;
        string name = times == 1 ? plain : $"{plain}-{times}";
        string? path = settings.Get(RecoveryOptions.RestorePath);
        SavedCheckpoint? from = Find(path, name);
        if (from is not null)
        {
            Require(new RestorePlan(plan, from), from.Directory);
        }

        JobCheckpoints? checkpoints = Checkpoints(name);
        ICheckpointStorage storage = checkpoints is null
            ? new MemoryCheckpointStorage()
            : checkpoints.Begin(Guid.NewGuid().ToString("n"), settings.Number(RecoveryOptions.Retained), clock);
        _started[plain] = times;
        return new JobStart(name, storage)
        {
            Restored = from?.Describe(),
            FromNewest = path == Latest,
            Checkpoints = checkpoints,
            SavepointFolder = RecoveryOptions.Folder(settings, RecoveryOptions.SavepointDirectory),
            Notes = from is null ? [] : Notes(name, from, span),
        };
    });

    /// <summary>What a job would find of a checkpoint or savepoint.</summary>
    /// <exception cref="EngineException">It cannot be read.</exception>
    public RestorePlan PlanRestore(PlanResult plan, string path, string sql, SourceSpan span) =>
        RecoveryErrors.Explain(sql, span, () =>
        {
            string name = NameOf(plan);
            return Find(path, name) is { } from
                ? new RestorePlan(plan, from)
                : throw new CheckpointException($"there is no checkpoint of {name} yet");
        });

    /// <summary>Reads a checkpoint or savepoint by its path.</summary>
    public SavedCheckpoint Open(string path) => JobCheckpoints.Open(_files, RecoveryOptions.FullPath(path));

    private SavedCheckpoint? Find(string? path, string name)
    {
        if (path != Latest)
        {
            return path is null ? null : Open(path);
        }

        JobCheckpoints checkpoints = Checkpoints(name) ?? throw SettingException.Together(
            $"without '{RecoveryOptions.Directory}' there is no newest checkpoint to continue from",
            $"SET '{RecoveryOptions.Directory}' to the folder that the checkpoints of the job are kept in");
        return checkpoints.Newest();
    }

    private string NameOf(PlanResult plan) => JobIdentity.Of(plan.Physical, settings.Get("pipeline.name"));

    private JobCheckpoints? Checkpoints(string name) =>
        RecoveryOptions.Folder(settings, RecoveryOptions.Directory) is { } root ? new JobCheckpoints(_files, root, name) : null;

    private void Require(RestorePlan plan, string path)
    {
        int keyGroups = settings.Number("pipeline.max-parallelism");
        if (plan.MaxParallelism != keyGroups)
        {
            throw new RestoreException(
                "FLS4402",
                $"{path} has state in {plan.MaxParallelism} key groups, and this job has {keyGroups}",
                $"SET 'pipeline.max-parallelism' = '{plan.MaxParallelism}': the number is fixed once there is state");
        }

        if (plan.Dropped.Count != 0 && !settings.Flag(RecoveryOptions.IgnoreUnclaimed))
        {
            string list = string.Join("; ", plan.Dropped.Select(each => $"{each.Name} ({each.Uid}): {each.Holds}"));
            throw new RestoreException(
                "FLS4401",
                $"state of {path} would be dropped, as no operator of this job takes it: {list}",
                $"SET '{RecoveryOptions.IgnoreUnclaimed}' = 'true' drops it; EXPLAIN RESTORE SAVEPOINT '{path}' FOR ... "
                    + "shows what fits");
        }
    }

    private static Diagnostic[] Notes(string name, SavedCheckpoint from, SourceSpan span) =>
    [
        .. from.Damaged.Select(damage => new Diagnostic("FLS4405", Severity.Warning, span, $"passed over: {damage}")),
        EngineErrors.NoteFor(
            "FLS4406",
            $"{name} continues from {(from.IsSavepoint ? "savepoint" : "checkpoint")} {from.Id} of "
                + $"{from.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
            span),
    ];
}
