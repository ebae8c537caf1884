using System.Runtime.ExceptionServices;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Storage;
using FlinkSql.Runtime.Tasks;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// Notes the first exception on this thread that no fault of the simulation explains. A job that is restarted hides
/// why: without this an assertion that fails in the engine would only look like one more failure of a task.
/// </summary>
internal sealed class DefectWatch : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public DefectWatch() => AppDomain.CurrentDomain.FirstChanceException += OnException;

    public string? First { get; private set; }

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= OnException;

    private void OnException(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            return;
        }

        World.Current.Note($"thrown: {thrown.Exception.GetType().Name}: {thrown.Exception.Message}");
        if (!IsExplained(thrown.Exception))
        {
            First ??= $"{thrown.Exception.GetType().Name}: {thrown.Exception.Message}\n{Environment.StackTrace}";
        }
    }

    private static bool IsExplained(Exception thrown) => thrown switch
    {
        OperatorException or JobFailedException or NodeLostException or ConnectionLostException =>
            thrown.InnerException is null || IsExplained(thrown.InnerException),

        // A connector says what it was about when a fault hits it.
        ConnectorException => thrown.InnerException is { } cause && IsExplained(cause),
        _ => thrown is InjectedFailureException or DiskCrashException or FileSystemException or InvalidDataException
        or CheckpointException or CheckpointDamagedException or CheckpointOutcomeUnknownException or StaleAttemptException,
    };
}
