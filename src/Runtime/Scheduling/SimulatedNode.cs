namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// One life of a node in a simulated run: all that its actors do goes through it, and all of it ends when it is killed.
/// </summary>
public sealed class SimulatedNode : IRuntime
{
    private readonly SimulatedRuntime _runtime;
    private readonly List<Mailbox> _mailboxes = [];
    private readonly OffloadQueue _works;

    internal SimulatedNode(SimulatedRuntime runtime, string name, SeededRandom random)
    {
        _runtime = runtime;
        Name = name;
        _works = new OffloadQueue(random, runtime.Time, () => Dead);
    }

    public string Name { get; }

    /// <summary>Whether it has been killed.</summary>
    public bool Dead { get; private set; }

    public TimeProvider Clock => _runtime.Time;

    public Mailbox Spawn(string name, IActor actor)
    {
        Mailbox mailbox = _runtime.Spawn($"{Name}: {name}", actor);
        _mailboxes.Add(mailbox);
        if (Dead)
        {
            mailbox.Kill();
        }

        return mailbox;
    }

    /// <summary>What the dead send does not arrive: not even what the message under way still wants to say.</summary>
    public void Post(Mailbox mailbox, Message message)
    {
        if (Dead)
        {
            message.Discard();
        }
        else
        {
            _runtime.Post(mailbox, message);
        }
    }

    public IDisposable After(TimeSpan delay, Mailbox mailbox, Message message) =>
        _runtime.Time.Schedule(delay, () => Post(mailbox, message), () => Dead);

    public void Offload(Func<Message> work, Mailbox replyTo)
    {
        if (!Dead)
        {
            _works.Add(work, message => Post(replyTo, message));
        }
    }

    /// <summary>
    /// Ends this life at once: its actors handle nothing more, its timers do not ring, and neither its waiting messages
    /// nor its offloaded works are dealt with. What it has sent before still arrives.
    /// </summary>
    public void Kill()
    {
        Dead = true;
        foreach (Mailbox mailbox in _mailboxes)
        {
            mailbox.Kill();
        }
    }

    public void Dispose()
    {
    }
}
