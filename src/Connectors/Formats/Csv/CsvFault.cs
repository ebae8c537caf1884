namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>A record that no row can be made of.</summary>
/// <param name="Message">What is wrong; null where nothing is.</param>
/// <param name="Start">Where the record begins.</param>
/// <param name="End">Where the next one begins.</param>
internal readonly record struct CsvFault(string? Message, int Start, int End)
{
    public static CsvFault Miscounted(int expected, int found, int start, int end) => new(
        $"the record has {found} field{(found == 1 ? "" : "s")}, but {expected} are expected", start, end);
}
