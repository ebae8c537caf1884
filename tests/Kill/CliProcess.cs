using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FlinkSql.Tests.Kill;

/// <summary>The command as a process, with signals.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private bool _detached;

    private CliProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the command that was built with the tests.</summary>
    /// <param name="folder">Where it runs and listens for other commands.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CliProcess Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flinksql.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["XDG_RUNTIME_DIR"] = folder;
        return new CliProcess(Process.Start(start)!);
    }

    public bool WaitForExit(TimeSpan time) => _process.WaitForExit(time);

    public void Kill() => _process.Kill();

    public void Suspend() => Signal("STOP");

    public void Continue() => Signal("CONT");

    /// <summary>Another owner disposes it.</summary>
    public CliProcess Detach()
    {
        _detached = true;
        return new CliProcess(this);
    }

    public void Dispose()
    {
        if (!_detached)
        {
            _process.Dispose();
        }
    }

    private CliProcess(CliProcess other) => _process = other._process;

    private void Signal(string name)
    {
        using Process? kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill!.WaitForExit();
    }

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
