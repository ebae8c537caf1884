using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace FlinkSql.Codegen.Compilation;

/// <summary>
/// Compiled assemblies in a folder, by the hash of their source and of everything they were compiled with. A file is
/// complete or absent; one that is damaged counts as absent.
/// </summary>
public sealed class CodeCache(string folder)
{
    private const int HashBytes = 32;

    /// <summary>The user's cache folder, or null where there is none.</summary>
    public static string? DefaultFolder
    {
        get
        {
            string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root))
            {
                string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
                root = home.Length == 0 ? null : Path.Combine(home, ".cache");
            }

            return root is null ? null : Path.Combine(root, "flinksql");
        }
    }

    public static string Key(IEnumerable<GeneratedSource> sources, IEnumerable<Assembly> references, bool debug)
    {
        var text = new StringBuilder();
        text.Append(debug).Append('\n');
        text.Append(typeof(CSharpCompilation).Assembly.ManifestModule.ModuleVersionId).Append('\n');
        foreach (Assembly reference in references)
        {
            text.Append(reference.GetName().Name).Append(' ').Append(reference.ManifestModule.ModuleVersionId).Append('\n');
        }

        foreach (GeneratedSource source in sources)
        {
            text.Append(source.FileName).Append('\n').Append(source.Text).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether anything was ever kept.</summary>
    public bool HasAny
    {
        get
        {
            try
            {
                return Directory.EnumerateFiles(folder, "*.dll").Any();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    public byte[]? Read(string key)
    {
        try
        {
            byte[] file = File.ReadAllBytes(PathOf(key));
            if (file.Length <= HashBytes)
            {
                return null;
            }

            byte[] image = file[HashBytes..];
            return SHA256.HashData(image).AsSpan().SequenceEqual(file.AsSpan(0, HashBytes)) ? image : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an assembly. A cache that cannot be written only costs time, so that is no failure.</summary>
    public void Write(string key, byte[] image)
    {
        string path = PathOf(key);
        string draft = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            CreateFolder();
            using (FileStream file = File.Create(draft))
            {
                file.Write(SHA256.HashData(image));
                file.Write(image);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            DeleteDraft(draft);
        }
    }

    // Nobody else may write what is loaded as code later.
    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void DeleteDraft(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What could not be written could not be deleted either.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".dll");
}
