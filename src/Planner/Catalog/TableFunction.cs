using FlinkSql.Functions;

namespace FlinkSql.Planner.Catalog;

/// <summary>A function in FROM that whoever hosts the planner offers: a call with constant texts stands for a table.</summary>
/// <param name="Name">Its name; case does not matter.</param>
/// <param name="Parameters">The names of the parameters, in order.</param>
/// <param name="Required">How many of them every call has to give.</param>
/// <param name="Describe">
/// Makes the table of a call; parameters that were not given are null. A wrong argument is a <see cref="QueryException"/>,
/// which becomes a diagnostic.
/// </param>
public sealed record TableFunction(
    string Name, IReadOnlyList<string> Parameters, int Required, Func<IReadOnlyList<string?>, TableDescriptor> Describe)
{
    /// <summary>How a call is written.</summary>
    public string Form
    {
        get
        {
            string required = string.Join(", ", Parameters.Take(Required).Select(name => $"'{name}'"));
            return $"{Name}({required}{string.Concat(Parameters.Skip(Required).Select(name => $"[, '{name}']"))})";
        }
    }
}
