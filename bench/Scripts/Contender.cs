using System.Globalization;

namespace FlinkSql.Bench.Scripts;

/// <summary>A program with the runs measured of it.</summary>
internal sealed class Contender(string name, Func<ProcessRun> run)
{
    private readonly List<ProcessRun> _runs = [];

    public string Name => name;

    /// <summary>The median on the wall clock.</summary>
    public double Seconds => Median(run => run.Seconds);

    public long RowsOut => _runs[^1].RowsOut;

    public void Measure() => _runs.Add(run());

    /// <summary>The cells of its line in the table.</summary>
    public string Row(FlightsFile? file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds:F2} | {Median(run => run.ProcessorSeconds):F2} | {_runs.Max(run => run.PeakBytes) / 1e6:F0} | {(file is null ? "" : $"{RowsOut:N0}")}");

    private double Median(Func<ProcessRun, double> of) => _runs.Select(of).Order().ElementAt(_runs.Count / 2);
}
