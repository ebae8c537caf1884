using System.Xml.Linq;
using Xunit;

namespace FlinkSql.Tests.Architecture;

/// <summary>Who may reference whom: compile time and run time meet in Codegen alone.</summary>
public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Columnar"] = [],
        ["Parser"] = [],
        ["Functions"] = ["Columnar"],
        ["Runtime"] = ["Columnar"],
        ["Planner"] = ["Parser", "Columnar", "Functions"],
        ["Codegen"] = ["Planner", "Runtime", "Functions", "Columnar"],
        ["Connectors"] = ["Runtime", "Columnar"],
        ["Engine"] = ["Planner", "Codegen", "Runtime", "Connectors"],
        ["Linq"] = ["Engine", "Parser"],
        ["Cli"] = ["Engine"],
    };

    [Fact]
    public void Every_project_references_only_what_the_design_allows()
    {
        string[] projects = [.. Directory.GetDirectories(RepositoryRoot.File("src")).Select(folder => Path.GetFileName(folder)!)];
        Assert.Equal(Allowed.Keys.Order(), projects.Order());
        foreach (string project in projects)
        {
            XDocument file = XDocument.Load(RepositoryRoot.File("src", project, $"FlinkSql.{project}.csproj"));
            IEnumerable<string> references = file.Descendants("ProjectReference")
                .Select(reference => reference.Attribute("Include")!.Value.Split('/')[1]);
            foreach (string reference in references)
            {
                Assert.True(Allowed[project].Contains(reference), $"{project} must not reference {reference}");
            }
        }
    }

    [Fact]
    public void Package_versions_are_central()
    {
        foreach (string file in Directory.GetFiles(RepositoryRoot.Path, "*.csproj", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(
                XDocument.Load(file).Descendants("PackageReference"), package => package.Attribute("Version") is not null);
        }
    }
}
