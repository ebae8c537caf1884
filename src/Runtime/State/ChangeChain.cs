using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Decides at each barrier whether a table is saved as a whole or as what has changed since the checkpoint that this one
/// continues: the newest that was completed when this one began.
/// </summary>
internal sealed class ChangeChain
{
    /// <summary>So many files of changes are read at most to restore a table.</summary>
    public const int Longest = 10;

    private Link _last = Link.None;
    private Link _base = Link.None;

    /// <summary>
    /// A barrier is there. Afterwards the changes are those since the checkpoint it continues; they are to be turned over
    /// once they have been copied.
    /// </summary>
    /// <param name="lineage">The checkpoint, and the one it continues.</param>
    /// <param name="changes">What has changed.</param>
    /// <param name="rows">How many keys the table has.</param>
    /// <returns>Whether the changes suffice.</returns>
    public bool Continue<TKey>(CheckpointLineage lineage, TableChanges<TKey> changes, int rows)
        where TKey : struct, IStateKey<TKey>
    {
        if (lineage.Base == _last.Checkpoint)
        {
            _base = _last;
            changes.ForgetEarlier();
        }
        else if (lineage.Base != _base.Checkpoint)
        {
            _base = Link.None;
        }

        long changed = changes.WrittenCount + changes.Removed.LongCount();
        bool suffices = _base != Link.None && _base.Files < Longest && 2 * (_base.Changed + changed) <= _base.Rows;
        _last = suffices
            ? new Link(lineage.Id, _base.Rows, _base.Files + (changed == 0 ? 0 : 1), _base.Changed + changed)
            : new Link(lineage.Id, rows, 0, 0);
        return suffices;
    }

    /// <param name="Checkpoint">A checkpoint.</param>
    /// <param name="Rows">Keys in the file that holds the whole table.</param>
    /// <param name="Files">Files of changes behind it.</param>
    /// <param name="Changed">Rows in them.</param>
    private sealed record Link(long Checkpoint, long Rows, int Files, long Changed)
    {
        public static readonly Link None = new(-1, 0, 0, 0);
    }
}
