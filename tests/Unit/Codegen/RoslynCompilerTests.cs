using System.Reflection;
using FlinkSql.Codegen;
using FlinkSql.Codegen.Compilation;
using Xunit;

namespace FlinkSql.Tests.Unit.Codegen;

public sealed class RoslynCompilerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinksql-code");

    [Fact]
    public void Compiles_the_same_source_once()
    {
        var compiler = new RoslynCompiler();
        Assert.Same(Compile(compiler, 1), Compile(compiler, 1));
        Assert.Equal(1, compiler.Compilations);
        Assert.Equal(2, Answer(Compile(compiler, 2)));
        Assert.Equal(2, compiler.Compilations);
    }

    [Fact]
    public void Finds_an_assembly_on_disk()
    {
        Compile(new RoslynCompiler(_folder.FullName), 1);
        var second = new RoslynCompiler(_folder.FullName);
        Assert.Equal(1, Answer(Compile(second, 1)));
        Assert.Equal(0, second.Compilations);
    }

    [Fact]
    public void Compiles_again_when_the_file_is_damaged()
    {
        Compile(new RoslynCompiler(_folder.FullName), 1);
        FileInfo file = _folder.GetFiles("*.dll").Single();
        byte[] bytes = File.ReadAllBytes(file.FullName);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(file.FullName, bytes);
        var second = new RoslynCompiler(_folder.FullName);
        Assert.Equal(1, Answer(Compile(second, 1)));
        Assert.Equal(1, second.Compilations);
        Assert.Empty(_folder.GetFiles("*.tmp"));
    }

    [Fact]
    public void Works_without_a_cache_when_the_folder_cannot_be_made()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        Assert.Equal(1, Answer(Compile(new RoslynCompiler(Path.Combine(file, "below")), 1)));
    }

    [Fact]
    public void Shows_the_source_with_line_numbers_when_it_does_not_compile()
    {
        GeneratedSource source = new(0, "q1.g.cs", "class A\n{\n    int B() => nothing;\n}\n");
        var failure = Assert.Throws<CodeGenerationException>(() => new RoslynCompiler().Compile([source], []));
        Assert.Contains("q1.g.cs(3,16): error CS0103", failure.Message, StringComparison.Ordinal);
        Assert.Contains("    3      int B() => nothing;", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_assemblies_are_unloaded_when_nobody_uses_them()
    {
        var compiler = new RoslynCompiler();
        WeakReference first = CompileAndForget(compiler, 0);
        for (int other = 1; other <= RoslynCompiler.Kept; other++)
        {
            CompileAndForget(compiler, other);
        }

        for (int attempt = 0; first.IsAlive && attempt < 10; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive);
    }

    [Fact]
    public void Symbols_hold_the_source()
    {
        Assembly assembly = Compile(new RoslynCompiler(), 1);
        Exception failure = Assert.Throws<TargetInvocationException>(
            () => assembly.GetType("Generated")!.GetMethod("Fail")!.Invoke(null, null)).InnerException!;
        Assert.Contains("answer.g.cs:line 4", failure.StackTrace, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static WeakReference CompileAndForget(RoslynCompiler compiler, int answer) => new(Compile(compiler, answer));

    private static Assembly Compile(RoslynCompiler compiler, int answer) => compiler.Compile(
        [
            new GeneratedSource(0, "answer.g.cs", $$"""
            public static class Generated
            {
                public static int Answer() => {{answer}};
                public static void Fail() => throw new System.InvalidOperationException();
            }
            """),
        ],
        []);

    private static int Answer(Assembly assembly) => (int)assembly.GetType("Generated")!.GetMethod("Answer")!.Invoke(null, null)!;
}
