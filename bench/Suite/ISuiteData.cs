using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite;

/// <summary>The rows of a suite, kept in memory: whatever columns a query asks for, the same rows.</summary>
internal interface ISuiteData
{
    int Rows { get; }

    /// <summary>The column with the event time, whose watermark is one second behind.</summary>
    string TimeColumn { get; }

    /// <summary>Whether every call of <see cref="Batches"/> makes the rows as a connector does.</summary>
    bool IsMadeAnew { get; }

    /// <summary>A column as CREATE TABLE declares it.</summary>
    string Declare(string name);

    /// <summary>Batches of the columns named, for whoever disposes them.</summary>
    List<RecordBatch> Batches(IReadOnlyList<string> names);
}
