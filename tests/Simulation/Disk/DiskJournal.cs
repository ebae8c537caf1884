using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>
/// The changes of names that no sync has made durable yet. In a crash any of them may survive without the others; a
/// rename within a directory survives whole or not at all, and one between directories never loses the file.
/// </summary>
internal sealed class DiskJournal
{
    private List<DiskChange> _pending = [];
    private int _durable;

    public void Add(params NameChange[] names)
    {
        var change = new DiskChange(names);
        foreach (NameChange name in names)
        {
            Apply(name, name.Directory.Names);
            if (name.Directory.Pending.LastOrDefault() != change)
            {
                name.Directory.Pending.Add(change);
            }
        }

        _pending.Add(change);
    }

    public void Sync(DiskDirectory directory)
    {
        foreach (DiskChange change in directory.Pending)
        {
            Sync(directory, change.Names);
        }

        directory.Pending.Clear();
        if (_durable > _pending.Count / 2)
        {
            _pending = [.. _pending.Where(change => change.Names.Count != 0)];
            _durable = 0;
        }
    }

    public void Crash(SeededRandom random)
    {
        List<DiskChange> pending = [.. _pending.Where(change => change.Names.Count != 0)];
        int fate = random.Next(4);
        int prefix = random.Next(pending.Count + 1);
        for (int index = 0; index < pending.Count; index++)
        {
            bool survives = fate switch { 0 => false, 1 => true, 2 => index < prefix, _ => random.OneIn(2) };
            foreach (NameChange change in pending[index].Names)
            {
                change.Directory.Pending.Clear();
                if (survives)
                {
                    Apply(change, change.Directory.Durable);
                }
            }
        }

        _pending.Clear();
        _durable = 0;
    }

    private void Sync(DiskDirectory directory, List<NameChange> names)
    {
        bool loses = names.Exists(name => name.Directory == directory && name.Node is null);
        int before = names.Count;
        for (int index = 0; index < names.Count;)
        {
            NameChange name = names[index];
            if (name.Directory == directory || (loses && name.Node is not null))
            {
                Apply(name, name.Directory.Durable);
                names.RemoveAt(index);
            }
            else
            {
                index++;
            }
        }

        if (before != 0 && names.Count == 0)
        {
            _durable++;
        }
    }

    private static void Apply(NameChange change, Dictionary<string, object> names)
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
