using FlinkSql.Connectors.Files;
using FlinkSql.Connectors.Formats;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>Files of the local machine: one file, the files of a folder, or those a pattern matches.</summary>
[Connector("filesystem")]
internal sealed class FileSystemConnector(ConnectorEnvironment environment) : IConnector
{
    internal const string PathKey = "path";
    internal const string MonitorKey = "source.monitor-interval";
    internal const string RateKey = "scan.rows-per-second";

    /// <summary>Set by the engine, not by users: INSERT OVERWRITE.</summary>
    internal const string OverwriteKey = "$overwrite";

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new(PathKey, "a file, a folder, or a pattern such as /data/2024-*/{a,b}.csv", Required: true),
        new("format", "how the files are spelled", FormatRegistry.Names, Required: true),
        new(MonitorKey, "how often to look for new files, which are then read too, for ever; without it the files are those at the start"),
        new(RateKey, "slows a replay down to so many rows a second for each file"),
        new(FilePartitions.DefaultNameKey, "the partition of rows whose partition column is NULL or empty text"),
        .. FileSinkOptions.All,
        .. BadRecords.Options,
        .. FormatRegistry.Options,
    ];

    public TableCapabilities Describe(ConnectorTable table)
    {
        var options = new OptionSet(table.Options);
        string path = environment.Roots.Resolve(PathOf(table));
        IFormat format = FormatRegistry.Of(table);
        format.Check(table);
        CheckOptions(options, format);
        FileMetadata.Check(table);
        if (MonitorInterval(options) is not null && File.Exists(path))
        {
            throw ConnectorErrors.OptionWithoutEffect(MonitorKey, $"{path} is one file");
        }

        var target = FileTarget.Of(environment.Files, path, format.Extension);
        CheckSink(table, options, target);
        return new TableCapabilities
        {
            CanRead = true,
            CanWrite = !Glob.IsPattern(path),
            Bounded = MonitorInterval(options) is null,
            Replayable = true,
            ReadsChanges = format.ReadsChanges,
            WritesChanges = format.WritesChanges,
            WritesSnapshots = true,
            Guarantee = FileSinkOptions.Of(options).Guarantee,
            MaxReadParallelism = File.Exists(path) ? 1 : int.MaxValue,
            MaxWriteParallelism = target.IsSingleFile ? 1 : int.MaxValue,
        };
    }

    public ISource CreateSource(ConnectorTable table, int[] columns) =>
        new FileSource(table, columns, FormatRegistry.Of(table), environment.Roots);

    public ISink CreateSink(ConnectorTable table)
    {
        string path = environment.Roots.Resolve(PathOf(table));
        if (Glob.IsPattern(path) && !Path.Exists(path))
        {
            throw ConnectorErrors.WrongValue(
                PathKey, path, "a file or folder, which is needed to write", "a pattern can only be read");
        }

        IFormat format = FormatRegistry.Of(table);
        if (table.PartitionColumns.Count != 0 && FileTarget.Of(environment.Files, path, format.Extension).IsSingleFile)
        {
            throw ConnectorErrors.WrongValue(PathKey, path, "a folder, which partitions need");
        }

        return new FileSink(table, format, path, environment.Files);
    }

    /// <summary>How often to look for new files; null for never.</summary>
    internal static TimeSpan? MonitorInterval(OptionSet options) => options.Text(MonitorKey) is not { } text ? null
        : DurationText.TryParse(text, out TimeSpan interval) && interval > TimeSpan.Zero ? interval
        : throw ConnectorErrors.WrongValue(MonitorKey, text, "a duration such as 10 s or 1 min");

    private static string PathOf(ConnectorTable table) =>
        new OptionSet(table.Options).Required(PathKey, "a file, a folder or a pattern");

    private static void CheckSink(ConnectorTable table, OptionSet options, FileTarget target)
    {
        if (table.PartitionColumns.Count == 0 && options.Has(FilePartitions.DefaultNameKey))
        {
            throw ConnectorErrors.OptionWithoutEffect(FilePartitions.DefaultNameKey, "the table is not PARTITIONED BY any column");
        }

        // One file that is there can be read: it holds the columns of its partitions itself.
        if (table.PartitionColumns.Count != 0 && target.IsSingleFile && !File.Exists(target.Path))
        {
            throw ConnectorErrors.WrongValue(PathKey, target.Path, "a folder, which partitions need");
        }

        if (target.IsSingleFile)
        {
            FileSinkOptions.CheckSingleFile(options);
        }
    }

    private static void CheckOptions(OptionSet options, IFormat format)
    {
        options.Number(RateKey, 1, 1, int.MaxValue);
        options.Flag(OverwriteKey);
        BadRecords.PolicyOf(options);
        if (!options.Has(BadRecords.PolicyKey))
        {
            return;
        }

        if (!format.HasRecords)
        {
            throw ConnectorErrors.OptionWithoutEffect(
                BadRecords.PolicyKey, "a file of this format is read whole or not at all");
        }

        string? ignoring = options.Keys.FirstOrDefault(
            key => key.EndsWith(".ignore-parse-errors", StringComparison.Ordinal));
        if (ignoring is not null && options.Flag(ignoring))
        {
            throw ConnectorErrors.OptionWithoutEffect(
                BadRecords.PolicyKey, $"with '{ignoring}' = 'true' bad records are dropped");
        }
    }
}
