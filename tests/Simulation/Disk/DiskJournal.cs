using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>
/// The changes of names that no sync has made durable yet. In a crash any of them may survive without the others; a
/// rename within a directory survives whole or not at all, and one between directories never loses the file.
/// </summary>
internal sealed class DiskJournal
{
    private readonly List<List<NameChange>> _pending = [];

    public void Add(params NameChange[] changes)
    {
        foreach (NameChange change in changes)
        {
            Apply(change, change.Directory.Names);
        }

        _pending.Add([.. changes]);
    }

    public void Sync(DiskDirectory directory)
    {
        foreach (List<NameChange> changes in _pending)
        {
            bool loses = changes.Exists(change => change.Directory == directory && change.Node is null);
            foreach (NameChange change in changes.ToArray())
            {
                if (change.Directory == directory || (loses && change.Node is not null))
                {
                    Apply(change, change.Directory.Durable);
                    changes.Remove(change);
                }
            }
        }

        _pending.RemoveAll(changes => changes.Count == 0);
    }

    public void Crash(SeededRandom random)
    {
        int fate = random.Next(4);
        int prefix = random.Next(_pending.Count + 1);
        for (int index = 0; index < _pending.Count; index++)
        {
            bool survives = fate switch { 0 => false, 1 => true, 2 => index < prefix, _ => random.OneIn(2) };
            foreach (NameChange change in survives ? _pending[index] : [])
            {
                Apply(change, change.Directory.Durable);
            }
        }

        _pending.Clear();
    }

    private static void Apply(NameChange change, SortedDictionary<string, object> names)
    {
        if (change.Node is not null)
        {
            names[change.Name] = change.Node;
        }
        else if (names.TryGetValue(change.Name, out object? named) && named == change.Gone)
        {
            names.Remove(change.Name);
        }
    }
}
