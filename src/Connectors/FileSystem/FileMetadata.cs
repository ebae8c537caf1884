using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>The metadata columns of a file: its path, name, size and time of change, with Flink's keys.</summary>
internal sealed class FileMetadata
{
    private static readonly string[] Keys = ["file.path", "file.name", "file.size", "file.modification-time"];
    private readonly List<(int Target, object Value)> _values = [];

    /// <summary>The metadata that the given columns of a table show for one file.</summary>
    public FileMetadata(ConnectorTable table, int[] columns, string path)
    {
        for (int target = 0; target < columns.Length; target++)
        {
            if (table.MetadataKey(columns[target]) is { } key)
            {
                _values.Add((target, ValueOf(key, path, table.Schema[columns[target]].Type)));
            }
        }
    }

    /// <summary>Checks the keys and types of a table's metadata columns.</summary>
    public static void Check(ConnectorTable table)
    {
        for (int column = 0; column < table.Schema.Count; column++)
        {
            if (table.MetadataKey(column) is not { } key)
            {
                continue;
            }

            Field field = table.Schema[column];
            bool fits = key switch
            {
                "file.path" or "file.name" => field.Type is StringType,
                "file.size" => field.Type is IntegerType { Width: 8 },
                "file.modification-time" => field.Type is TimestampType { LocalTimeZone: true },
                _ => throw ConnectorErrors.UnknownMetadata(key, field.Name, Keys),
            };
            if (!fits)
            {
                throw ConnectorErrors.UnsupportedColumn(
                    field.Name, field.Type.ToString(), $"the metadata {key} has another type",
                    "file.path and file.name are STRING, file.size is BIGINT, file.modification-time is TIMESTAMP_LTZ(3)");
            }
        }
    }

    /// <summary>Appends the values for that many rows.</summary>
    public void Append(BatchBuilder rows, int count)
    {
        foreach ((int target, object value) in _values)
        {
            ColumnBuilder to = rows.Column(target);
            for (int row = 0; row < count; row++)
            {
                to.AppendValue(value);
            }
        }
    }

    private static object ValueOf(string key, string path, DataType type)
    {
        var file = new FileInfo(path);
        return key switch
        {
            "file.path" => path,
            "file.name" => file.Name,
            "file.size" => file.Length,
            _ => (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks
                / (TimeSpan.TicksPerSecond / Math.Min(((TimestampType)type).UnitsPerSecond, TimeSpan.TicksPerSecond))
                * Math.Max(1, ((TimestampType)type).UnitsPerSecond / TimeSpan.TicksPerSecond),
        };
    }
}
