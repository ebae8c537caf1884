using FlinkSql.Runtime.Connect;

namespace FlinkSql.Linq.Sources;

/// <summary>The only split of a source that is a sequence of the program.</summary>
internal sealed record ProgramSplit : ISplit
{
    public static readonly ProgramSplit Whole = new();

    public string Name => "rows of the program";
}
