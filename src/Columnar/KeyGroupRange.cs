namespace FlinkSql.Columnar;

/// <summary>Contiguous key groups of one subtask.</summary>
public readonly record struct KeyGroupRange(int First, int Count)
{
    /// <summary>The group after the last.</summary>
    public int End => First + Count;

    public bool Contains(int keyGroup) => keyGroup >= First && keyGroup < End;
}
