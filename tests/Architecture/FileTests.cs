using Xunit;

namespace FlinkSql.Tests.Architecture;

/// <summary>One job a file: none may grow past what a person reads in one sitting.</summary>
public class FileTests
{
    private const int MostLines = 500;

    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        foreach (string file in RepositoryRoot.SourceFiles("src").Concat(RepositoryRoot.SourceFiles("tests")))
        {
            int lines = File.ReadLines(RepositoryRoot.File(file)).Count();
            Assert.True(lines <= MostLines, $"{file} has {lines} lines; split it by topic");
        }
    }

    [Fact]
    public void No_type_is_a_manager_helper_or_util()
    {
        foreach (string file in RepositoryRoot.SourceFiles("src"))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            Assert.False(
                (name.EndsWith("Manager") && name is not ("JobManager" or "TaskManager"))
                || name.EndsWith("Helper") || name.EndsWith("Helpers") || name.EndsWith("Util") || name.EndsWith("Utils"),
                $"{file}: name it after its one job");
        }
    }

    [Fact]
    public void Namespaces_equal_folders()
    {
        foreach (string file in RepositoryRoot.SourceFiles("src"))
        {
            string? declared = File.ReadLines(RepositoryRoot.File(file))
                .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
            if (declared is null)
            {
                continue;
            }

            string folder = Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.');
            Assert.True(declared == $"namespace FlinkSql.{folder};", $"{file} declares {declared}");
        }
    }

    [Fact]
    public void Runtime_uses_no_ambient_time_randomness_or_threads()
    {
        string[] banned = ["DateTime.UtcNow", "DateTime.Now", "Stopwatch", "Random.Shared", "Guid.NewGuid", "Task.Run(", "Thread.Sleep"];
        foreach (string file in RepositoryRoot.SourceFiles("src/Runtime"))
        {
            string text = File.ReadAllText(RepositoryRoot.File(file));
            foreach (string call in banned)
            {
                Assert.False(text.Contains(call, StringComparison.Ordinal), $"{file} calls {call}");
            }
        }
    }
}
