using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>Compares what lies on a disk with what the catalog says.</summary>
internal static class CheckpointCatalogCheck
{
    /// <summary>All retained checkpoints can be restored, and no file is there that none of them needs.</summary>
    public static void AllWholeAndNothingElse(IFileSystem files, string when)
    {
        CheckpointStore store = CheckpointScript.Store(files);
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (CatalogEntry entry in store.ReadCatalog()!.Record!.Retained)
        {
            LoadedCheckpoint loaded = LoadedCheckpoint.Read(files, $"{store.Directory}/{CheckpointNames.Of(entry.Id)}", entry);
            Assert.True(CheckpointScript.IsRight(loaded), when);
            needed.Add($"{loaded.Directory}/{CheckpointNames.Manifest}");
            needed.UnionWith(loaded.Manifest.Files.Select(loaded.PathOf));
        }

        IEnumerable<string> found = files.List(store.Directory)
            .Where(entry => CheckpointNames.Id(entry.Name) is not null)
            .SelectMany(entry => files.List($"{store.Directory}/{entry.Name}").Select(file => $"{store.Directory}/{entry.Name}/{file.Name}"));
        Assert.True(needed.SetEquals(found), $"{when}: {string.Join(", ", found.Except(needed))}");
    }
}
