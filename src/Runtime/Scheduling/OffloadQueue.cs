namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// The offloaded works of one simulated node: done one after another, each some virtual time after it was asked for. The
/// seed decides how long that takes, so the node may die before, and between a work and the handling of its answer.
/// </summary>
internal sealed class OffloadQueue(SeededRandom random, VirtualTimeProvider time, Func<bool>? ownerGone = null)
{
    private const int MostMicroseconds = 8;

    private TimeSpan _free;

    public void Add(Func<Message> work, Action<Message> reply)
    {
        TimeSpan start = _free > time.Elapsed ? _free + TimeSpan.FromTicks(1) : time.Elapsed;
        _free = start + TimeSpan.FromMicroseconds(random.Next(MostMicroseconds));
        time.Schedule(_free - time.Elapsed, () => Do(work, reply), ownerGone);
    }

    private void Do(Func<Message> work, Action<Message> reply)
    {
        try
        {
            reply(work());
        }
        catch (Exception) when (ownerGone?.Invoke() == true)
        {
            // The work was the end of its node.
        }
    }
}
