using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// The single queue an actor listens to, in the order of arrival. It is either waiting, or lies once in the ready
/// queue of its runtime, or one worker handles its messages; so an actor never runs twice at the same time.
/// </summary>
public sealed class Mailbox
{
    private readonly Queue<Message> _messages = new();
    private readonly Lock _gate = new();
    private readonly IActor _actor;
    private bool _scheduled;
    private bool _closed;
    private bool _killed;

    internal Mailbox(string name, int number, IActor actor)
    {
        Name = name;
        Number = number;
        _actor = actor;
    }

    /// <summary>Whose mailbox it is, for traces and messages.</summary>
    public string Name { get; }

    /// <summary>In the order in which the runtime made them.</summary>
    internal int Number { get; }

    /// <summary>Messages waiting.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Closes the mailbox for good: waiting and later messages are discarded.</summary>
    public void Close()
    {
        Message[] left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _messages];
            _messages.Clear();
        }

        foreach (Message message in left)
        {
            message.Discard();
        }
    }

    /// <summary>Closes it because its node is dead: not even a failure of the message under way is told to the actor.</summary>
    internal void Kill()
    {
        _killed = true;
        Close();
    }

    /// <summary>Adds a message; true when the mailbox must now be put into the ready queue.</summary>
    internal bool Add(Message message)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _messages.Enqueue(message);
                bool wake = !_scheduled;
                _scheduled = true;
                return wake;
            }
        }

        message.Discard();
        return false;
    }

    /// <summary>Takes the oldest message; without one the mailbox goes back to waiting.</summary>
    internal bool TryTake([NotNullWhen(true)] out Message? message)
    {
        lock (_gate)
        {
            if (_messages.TryDequeue(out message))
            {
                return true;
            }

            _scheduled = false;
            return false;
        }
    }

    internal void Handle(Message message)
    {
        try
        {
            _actor.Receive(message);
        }
#pragma warning disable CA1031 // Whatever an actor throws is its failure, and must not end the worker.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!_killed)
            {
                _actor.OnFailure(failure);
            }
        }
    }

    public override string ToString() => Name;
}
