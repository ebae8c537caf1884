using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

/// <summary>
/// The npm package <c>apache-arrow</c> as another implementation to check against: installed once into a folder that
/// git ignores, run with node.
/// </summary>
internal static class ArrowJs
{
    private static readonly Lazy<string?> Unavailable = new(Prepare);

    /// <summary>Why the package cannot be run here; null if it can.</summary>
    public static string? UnavailableBecause => Unavailable.Value;

    /// <summary>Files that the package wrote, kept beside the tests.</summary>
    public static string Fixtures => Path.Combine(SourceFolder(), "fixtures");

    private static string Scripts => Path.Combine(SourceFolder(), "..", "arrow-js");

    private static string Folder => Path.Combine(SourceFolder(), "..", "..", "..", "..", "artifacts", "arrow-js");

    /// <summary>Runs a script of the folder <c>arrow-js</c> and returns what it prints.</summary>
    public static string Run(string script, string argument)
    {
        (int code, string output, string errors) = Start("node", [Path.Combine(Folder, script), argument]);
        return code == 0 ? output : throw new InvalidOperationException($"{script} failed: {errors}");
    }

    private static string? Prepare()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            foreach (string file in Directory.GetFiles(Scripts))
            {
                File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
            }

            if (Directory.Exists(Path.Combine(Folder, "node_modules", "apache-arrow")))
            {
                return Start("node", ["--version"]).Code == 0 ? null : "node does not start";
            }

            (int code, _, string errors) = Start(
                "npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0"]);
            return code == 0 ? null : $"npm cannot install apache-arrow: {errors}";
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return $"node or npm is not here: {fault.Message}";
        }
    }

    private static (int Code, string Output, string Errors) Start(string program, string[] arguments)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} took longer than a minute");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    private static string SourceFolder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
