namespace FlinkSql.Runtime.Operators;

/// <summary>What an operator behind a source is told about a split of it.</summary>
public enum SplitChange
{
    /// <summary>It is read from now on, and its watermark counts.</summary>
    Opened,

    /// <summary>What comes next, up to the next turn, is from it.</summary>
    Turn,

    /// <summary>It has been silent for the idle timeout.</summary>
    Idle,

    /// <summary>It gives rows again.</summary>
    Active,

    /// <summary>It has ended.</summary>
    Finished,
}
