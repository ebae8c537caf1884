using System.Globalization;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Tells the rows of a batch apart by the values of the partition columns: each combination has a folder such as
/// <c>day=2024-01-01/hour=7</c>.
/// </summary>
internal sealed class FilePartitions
{
    public const string DefaultNameKey = "partition.default-name";
    private const string DefaultName = "__HIVE_DEFAULT_PARTITION__";
    private const string Escaped = "\"#%'*/:=?\\\u007f{}[]^";

    private readonly (string Name, int Column)[] _columns;
    private readonly string _defaultName;

    public FilePartitions(IReadOnlyList<Field> fields, IEnumerable<string> names, string? defaultName)
    {
        Field[] all = [.. fields];
        _columns = [.. names.Select(name => (Escape(name), Array.FindIndex(all, field => field.Name == name)))];
        _defaultName = defaultName ?? DefaultName;
    }

    public bool IsEmpty => _columns.Length == 0;

    /// <summary>The rows of each folder, in the order in which the folders first occur; the folder ends with a slash.</summary>
    public IEnumerable<(string Folder, int[] Rows)> Split(RecordBatch batch, TimeZoneInfo zone)
    {
        var folders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var order = new List<string>();
        for (int row = 0; row < batch.RowCount; row++)
        {
            string folder = FolderOf(batch, row, zone);
            if (!folders.TryGetValue(folder, out List<int>? rows))
            {
                rows = folders[folder] = [];
                order.Add(folder);
            }

            rows.Add(row);
        }

        return order.Select(folder => (folder, folders[folder].ToArray()));
    }

    private string FolderOf(RecordBatch batch, int row, TimeZoneInfo zone)
    {
        var folder = new StringBuilder();
        foreach ((string name, int index) in _columns)
        {
            Column column = batch.Column(index);
            object? value = column.GetValue(row);
            string text = value is null ? "" : ValueText.Of(value, column.Type, zone);
            folder.Append(name).Append('=').Append(text.Length == 0 ? _defaultName : Escape(text)).Append('/');
        }

        return folder.ToString();
    }

    private static string Escape(string text)
    {
        if (!text.Any(letter => letter < ' ' || Escaped.Contains(letter, StringComparison.Ordinal)))
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (char letter in text)
        {
            if (letter < ' ' || Escaped.Contains(letter, StringComparison.Ordinal))
            {
                escaped.Append('%').Append(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }
}
