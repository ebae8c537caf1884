using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FlinkSql.Bench.Scripts;

/// <summary>What one run of a process took.</summary>
internal readonly partial record struct ProcessRun(double Seconds, double ProcessorSeconds, long PeakBytes)
{
    /// <summary>Lines of its output file.</summary>
    public long RowsOut { get; init; }

    /// <summary>Runs a process to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public static ProcessRun Of(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        double processorBefore = ProcessorSecondsOfChildren();
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            peak = Math.Max(peak, Peak(process.Id));
        }

        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new ProcessRun(seconds, ProcessorSecondsOfChildren() - processorBefore, peak)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}\n{output.Result}\n{errors.Result}");
    }

    /// <summary>The most memory a process has held so far, as Linux counts it.</summary>
    private static long Peak(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double ProcessorSecondsOfChildren()
    {
        const int Children = -1;
        long[] usage = new long[18];
        return ResourceUsage(Children, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ResourceUsage(int who, [Out] long[] usage);
}
