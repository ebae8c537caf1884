namespace FlinkSql.Linq;

/// <summary>From when to when a window is; the end is the first moment after it.</summary>
public readonly record struct WindowBounds(DateTime Start, DateTime End);
