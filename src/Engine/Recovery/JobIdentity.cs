using System.Security.Cryptography;
using System.Text;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Engine.Recovery;

/// <summary>
/// Names a job so that a later process finds its checkpoints: by <c>pipeline.name</c>, or by what it writes. The query is
/// not part of the name: a job whose query was changed finds its state and is told what of it fits, instead of beginning
/// anew without a word.
/// </summary>
internal static class JobIdentity
{
    private const int LongestName = 100;

    /// <summary>What says where rows go; other options of a sink may change.</summary>
    private static readonly string[] Targets = ["connector", "path"];

    /// <summary>The name of a job.</summary>
    /// <param name="sinks">The sinks of its plan.</param>
    /// <param name="pipelineName"><c>pipeline.name</c>; null where it is not set.</param>
    public static string Of(IEnumerable<PhysicalNode> sinks, string? pipelineName) =>
        pipelineName is { Length: > 0 } ? Plain(pipelineName) : OfTables([.. sinks.OfType<PhysicalSink>().Select(sink => sink.Table).OfType<TableDescriptor>()]);

    private static string OfTables(IReadOnlyList<TableDescriptor> tables)
    {
        string names = string.Join("-", tables.Select(table => table.Path.Name).Distinct());
        return $"{Plain(names)}-{Hash(string.Join('\n', tables.Select(Target).Order(StringComparer.Ordinal)))}";
    }

    private static string Target(TableDescriptor table) =>
        $"{table.Path} {string.Join(' ', Targets.Select(key => $"{key}={table.Option(key)}"))}";

    /// <summary>The name itself where it can be that of a folder, else what can be of it and a checksum of the whole.</summary>
    private static string Plain(string name)
    {
        if (JobCheckpoints.IsName(name) && name.Length <= LongestName)
        {
            return name;
        }

        string plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return $"{plain[..Math.Min(plain.Length, LongestName)]}-{Hash(name)}";
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
