using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// What a job master has to do with its storage. Where that waits for a device it is done away from the mailbox; the
/// answer is a message either way, and works are done in their order.
/// </summary>
internal sealed class StorageIo(bool waits, IRuntime runtime, Mailbox master)
{
    /// <summary>Does a work and posts what it answers.</summary>
    public void Do(Func<Message> work, Func<Exception, Message> failed)
    {
        if (waits)
        {
            runtime.Offload(() => Try(work, failed), master);
        }
        else
        {
            runtime.Post(master, Try(work, failed));
        }
    }

    /// <summary>Does a work that nobody waits for and that may fail.</summary>
    public void Forget(Action work) => Do(
        () =>
        {
            work();
            return Done.Instance;
        },
        _ => Done.Instance);

    private static Message Try(Func<Message> work, Func<Exception, Message> failed)
    {
        try
        {
            return work();
        }
#pragma warning disable CA1031 // Whatever went wrong, the master decides what it means.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failed(failure);
        }
    }

    private sealed record Done : Message
    {
        public static readonly Done Instance = new();
    }
}
