using System.Collections.Concurrent;
using System.Globalization;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine;

/// <summary>
/// The tables whose rows a program gives, by number. Their definitions say <c>'connector' = 'program'</c> and the
/// number, so that they behave like any other table of the catalog.
/// </summary>
internal sealed class ProgramTables
{
    private const string Connector = "program";
    private const string NumberKey = "number";

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private int _last;

    private sealed record Entry(SourceSinkTraits Traits, Func<int[], ISource> Source);

    /// <summary>Remembers the source and gives the definition that leads to it.</summary>
    public TableDescriptor Add(TableDescriptor table, Func<int[], ISource> source)
    {
        string number = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        _entries[number] = new Entry(table.Traits, source);
        return table with
        {
            Options =
            [
                new TableOption(ConnectorGateway.ConnectorKey, Connector),
                new TableOption(NumberKey, number),
                .. table.Options,
            ],
        };
    }

    public SourceSinkTraits? TraitsOf(TableDescriptor table) => Find(table)?.Traits;

    /// <summary>Makes the source of a job; null for a table that belongs to a connector.</summary>
    public ISource? CreateSource(TableDescriptor table, IEnumerable<int> columns) => Find(table)?.Source([.. columns]);

    private Entry? Find(TableDescriptor table) =>
        table.Option(ConnectorGateway.ConnectorKey) == Connector && table.Option(NumberKey) is { } number
            ? _entries.GetValueOrDefault(number)
            : null;
}
