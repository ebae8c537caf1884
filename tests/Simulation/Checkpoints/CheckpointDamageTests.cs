using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>
/// Bytes changed, cut off or lost anywhere in the checkpoints of a job: what is restored is right, and if it is not the
/// newest, or nothing, that is said.
/// </summary>
public sealed class CheckpointDamageTests
{
    private const int Changes = 1_000;
    private int _older;
    private int _refused;
    private int _unharmed;

    [Fact]
    public void A_changed_byte_is_never_read_as_state()
    {
        for (int change = 0; change < Changes; change++)
        {
            Check(change, (random, file) => file.Damage(random.Next(file.Length), (byte)random.Next(256)));
        }

        Assert.True(_older > 50 && _unharmed > 50, $"{_older} older, {_refused} refused, {_unharmed} unharmed");
    }

    [Fact]
    public void A_file_cut_short_is_never_read_as_state()
    {
        for (int change = 0; change < 300; change++)
        {
            Check(change, (random, file) => file.Truncate(random.Next(file.Length)));
        }

        Assert.True(_older > 20, $"{_older} older, {_refused} refused, {_unharmed} unharmed");
    }

    [Fact]
    public void Any_byte_of_a_savepoint_counts()
    {
        var random = new SeededRandom(1, "savepoint");
        for (int change = 0; change < 300; change++)
        {
            SimulatedFileSystem files = new SimulatedDisk(change).Mount();
            CheckpointAttempt attempt = CheckpointScript.Store(files).Begin(1, "a", 1);
            CheckpointLocation location = attempt.NewSavepoint("/data/savepoint");
            StateFile state = StateFileWriter.Write(files, location, "s", CheckpointScript.Content(location.Id, "s"));
            attempt.Publish(location, CheckpointScript.Contents(location.Id, [state]));
            DiskFile file = files.File($"/data/savepoint/{(random.OneIn(2) ? "s" : "manifest")}");
            int offset = random.Next(file.Length);
            file.Damage(offset, (byte)(file.Content[offset] ^ (1 << random.Next(8))));
            Assert.Throws<CheckpointDamagedException>(() => CheckpointStore.Open(files, "/data/savepoint"));
        }
    }

    [Fact]
    public void A_job_whose_catalog_is_gone_is_not_a_new_job()
    {
        SimulatedFileSystem files = new SimulatedDisk(1).Mount();
        RetentionTests.TakeFull(files, CheckpointScript.Store(files).Begin(1, "a", 1));
        foreach (FileEntry entry in files.List("/data/checkpoints/job/catalog"))
        {
            files.Delete($"/data/checkpoints/job/catalog/{entry.Name}");
        }

        Assert.Throws<CheckpointDamagedException>(() => CheckpointScript.Store(files).LoadNewest());
        Assert.Throws<CheckpointDamagedException>(() => CheckpointScript.Store(files).Begin(2, "b", 1));
    }

    [Fact]
    public void The_reason_names_the_file()
    {
        SimulatedFileSystem files = new SimulatedDisk(1).Mount();
        CheckpointAttempt attempt = CheckpointScript.Store(files).Begin(1, "a", 2);
        CheckpointManifest older = RetentionTests.TakeFull(files, attempt);
        CheckpointManifest newer = RetentionTests.TakeFull(files, attempt);
        files.File($"/data/checkpoints/job/{newer.Files.Single()}").Damage(0, 0);
        CheckpointLoad load = CheckpointScript.Store(files).LoadNewest();
        Assert.Equal(older, load.Checkpoint!.Manifest);
        Assert.Equal(
            $"'/data/checkpoints/job/chk-{newer.Id}' is damaged: state file chk-{newer.Id}/state: its checksum is wrong",
            load.Damaged.Single().ToString());
        files.Delete($"/data/checkpoints/job/{older.Files.Single()}");
        Assert.Contains("is missing", Assert.Throws<CheckpointDamagedException>(() => CheckpointScript.Store(files).LoadNewest()).Message);
    }

    [Fact]
    public void A_wrong_read_now_and_then_is_read_again()
    {
        int fallen = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            var disk = new SimulatedDisk(seed, new DiskOptions { BitFlipOneIn = 200 });
            var script = new CheckpointScript(disk.Mount(), seed, 3);
            script.Run(1, 1, 6);
            CheckpointLoad load = CheckpointScript.Store(disk.Mount()).LoadNewest();
            fallen += load.Damaged.Count;
        }

        Assert.InRange(fallen, 0, 3);
    }

    private void Check(int seed, Action<SeededRandom, DiskFile> damage)
    {
        var random = new SeededRandom(seed, "damage");
        var disk = new SimulatedDisk(seed);
        SimulatedFileSystem files = disk.Mount();
        var script = new CheckpointScript(files, seed, 3);
        script.Run(1, 2, 4);
        var paths = new List<string>();
        Collect(files, CheckpointScript.Store(files).Directory, paths);
        string path = paths[random.Next(paths.Count)];
        damage(random, files.File(path));
        string when = $"seed {seed}, damage in {path}";
        try
        {
            CheckpointAttempt attempt = CheckpointScript.Store(files).Begin(10, "b", 3);
            CheckpointLoad load = attempt.LoadNewest();
            long found = load.Checkpoint?.Manifest.Id ?? -1;
            Assert.True(load.Checkpoint is null || CheckpointScript.IsRight(load.Checkpoint), when);
            Assert.True(found == script.Completed || load.Damaged.Count > 0, $"{when}: found {found} instead of {script.Completed}");
            _ = found == script.Completed ? _unharmed++ : _older++;
            CheckpointManifest next = RetentionTests.TakeFull(files, attempt);
            Assert.DoesNotContain(next.Id, script.Ids);
            Assert.Equal(next, CheckpointScript.Store(files).LoadNewest().Checkpoint!.Manifest);
        }
        catch (CheckpointDamagedException refused)
        {
            Assert.NotEmpty(refused.Damaged);
            _refused++;
        }
    }

    private static void Collect(IFileSystem files, string directory, List<string> paths)
    {
        foreach (FileEntry entry in files.List(directory).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            string path = $"{directory}/{entry.Name}";
            if (entry.IsDirectory)
            {
                Collect(files, path, paths);
            }
            else
            {
                paths.Add(path);
            }
        }
    }
}
