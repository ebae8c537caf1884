using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>Names a connector class; it is found at start-up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConnectorAttribute(string name) : Attribute
{
    /// <summary>The value of <c>'connector'</c> in SQL.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// A kind of table outside the engine. On CREATE TABLE it checks the options and describes what it can do; when a job
/// is made it gives the source or sink.
/// </summary>
public interface IConnector
{
    /// <summary>Every option it understands, for checking, hints and help.</summary>
    IReadOnlyList<ConnectorOption> Options { get; }

    /// <summary>Checks the options against the columns and says what the table can do.</summary>
    /// <exception cref="ConnectorException">An option or column is wrong.</exception>
    TableCapabilities Describe(ConnectorTable table);

    /// <summary>Makes the source of a job.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Indexes of the columns to read, in the order in which to give them.</param>
    ISource CreateSource(ConnectorTable table, int[] columns) =>
        throw new ConnectorException("FLS5004", "the connector cannot be read from");

    /// <summary>Makes the sink of a job; it is given every physical column, in order.</summary>
    ISink CreateSink(ConnectorTable table) =>
        throw new ConnectorException("FLS5005", "the connector cannot be written to");
}

/// <summary>A table as its connector sees it.</summary>
/// <param name="Name">The name in the catalog.</param>
/// <param name="Schema">Physical and metadata columns; computed columns are the planner's.</param>
/// <param name="Metadata">For each column the key of the metadata it shows, or null.</param>
/// <param name="PrimaryKey">Indexes of the key columns; empty without a key.</param>
/// <param name="Options">The WITH options, hints applied, without <c>connector</c>.</param>
public sealed record ConnectorTable(
    string Name,
    Schema Schema,
    EquatableArray<string?> Metadata,
    EquatableArray<int> PrimaryKey,
    IReadOnlyDictionary<string, string> Options)
{
    /// <summary>PARTITIONED BY: names of columns by whose values the rows lie apart; empty without.</summary>
    public EquatableArray<string> PartitionColumns { get; init; } = [];
}

/// <summary>One option a connector understands.</summary>
/// <param name="Key">The key in WITH.</param>
/// <param name="Description">One line for help.</param>
/// <param name="Values">The only values allowed, where they are few.</param>
/// <param name="Secret">Whether the value is masked wherever it prints.</param>
/// <param name="Required">Whether it must be given.</param>
public sealed record ConnectorOption(
    string Key, string Description, string[]? Values = null, bool Secret = false, bool Required = false);

/// <summary>What a table can do.</summary>
public sealed record TableCapabilities
{
    public bool CanRead { get; init; }

    public bool CanWrite { get; init; }

    /// <summary>Whether reading ends.</summary>
    public bool Bounded { get; init; }

    /// <summary>Whether reading can go on where a checkpoint was: see <see cref="ISource.Replayable"/>.</summary>
    public bool Replayable { get; init; }

    /// <summary>Whether batches carry watermarks, for <c>SOURCE_WATERMARK()</c>.</summary>
    public bool GivesWatermarks { get; init; }

    /// <summary>Whether rows come with kinds other than +I.</summary>
    public bool ReadsChanges { get; init; }

    /// <summary>Whether an update comes as +U alone, to be completed by the primary key.</summary>
    public bool ReadsUpserts { get; init; }

    /// <summary>Whether the sink takes -U, +U and -D.</summary>
    public bool WritesChanges { get; init; }

    /// <summary>Whether the sink can replace its whole content at once.</summary>
    public bool WritesSnapshots { get; init; }

    /// <summary>How often a row is found in the sink after failures, if the job takes checkpoints.</summary>
    public DeliveryGuarantee Guarantee { get; init; } = DeliveryGuarantee.AtLeastOnce;

    /// <summary>The most subtasks a source or sink may have; 1 for a sink that is one file.</summary>
    public int MaxReadParallelism { get; init; } = int.MaxValue;

    public int MaxWriteParallelism { get; init; } = int.MaxValue;
}

/// <summary>A wrong option, a missing file, a folder that cannot be written.</summary>
/// <param name="code">The error code, <c>FLS5xxx</c>.</param>
/// <param name="message">What is wrong.</param>
/// <param name="hint">What to do about it.</param>
/// <param name="inner">What the system said, where it said something.</param>
public sealed class ConnectorException(string code, string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    public string Code { get; } = code;

    public string? Hint { get; } = hint;

    /// <summary>The option at fault, so that its position in the statement can be shown.</summary>
    public string? Option { get; init; }
}
