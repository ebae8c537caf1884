using FlinkSql.Connectors.Files;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Files;

/// <summary>Paths stay where a session may go.</summary>
public sealed class AllowedRootsTests
{
    private static void Refused(AllowedRoots roots, string path) =>
        Assert.Equal("FLS5013", Assert.Throws<ConnectorException>(() => roots.Resolve(path)).Code);

    [Fact]
    public void Without_roots_every_path_is_allowed()
    {
        Assert.Equal("/etc/hosts", AllowedRoots.Unrestricted.Resolve("/etc/../etc/hosts"));
        Assert.Equal("/etc/hosts", AllowedRoots.Unrestricted.Resolve("file:///etc/hosts"));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("s3://bucket/key")]
    public void What_is_no_local_path_is_refused(string path) => Refused(AllowedRoots.Unrestricted, path);

    [Fact]
    public void A_path_inside_a_root_is_allowed_and_others_are_not()
    {
        using var folder = new TempFolder();
        folder.Write("in/file", "");
        folder.Write("inside/file", "");
        var roots = new AllowedRoots([folder["in"]]);
        Assert.Equal(folder["in/file"], roots.Resolve(folder["in/file"]));
        Assert.Equal(folder["in"], roots.Resolve(folder["in"]));
        Assert.Equal(folder["in/not/there/yet"], roots.Resolve(folder["in/not/there/yet"]));
        Refused(roots, folder["inside/file"]);
        Refused(roots, folder["in/../inside/file"]);
        Refused(roots, folder.Path);
        Refused(roots, "/");
    }

    [Fact]
    public void A_link_does_not_lead_out_of_a_root()
    {
        using var folder = new TempFolder();
        folder.Write("in/file", "");
        folder.Write("out/file", "");
        File.CreateSymbolicLink(folder["in/absolute"], folder["out/file"]);
        File.CreateSymbolicLink(folder["in/relative"], "../out");
        File.CreateSymbolicLink(folder["in/dangling"], folder["out/new"]);
        File.CreateSymbolicLink(folder["in/good"], "file");
        File.CreateSymbolicLink(folder["in/loop"], "loop");
        var roots = new AllowedRoots([folder["in"]]);
        Refused(roots, folder["in/absolute"]);
        Refused(roots, folder["in/relative/file"]);
        Refused(roots, folder["in/dangling"]);
        Refused(roots, folder["in/loop"]);
        Assert.Equal(folder["in/file"], roots.Resolve(folder["in/good"]));
    }

    [Fact]
    public void A_root_may_be_a_link_itself()
    {
        using var folder = new TempFolder();
        folder.Write("real/file", "");
        File.CreateSymbolicLink(folder["link"], folder["real"]);
        Assert.Equal(folder["real/file"], new AllowedRoots([folder["link"]]).Resolve(folder["link/file"]));
    }
}
