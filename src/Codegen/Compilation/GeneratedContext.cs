using System.Reflection;
using System.Runtime.Loader;

namespace FlinkSql.Codegen.Compilation;

/// <summary>The load context of one generated assembly; everything it refers to is already loaded.</summary>
internal sealed class GeneratedContext(string key) : AssemblyLoadContext("FlinkSql.Generated " + key[..8], isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName) =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(
            assembly => !assembly.IsCollectible && assembly.GetName().Name == assemblyName.Name);
}
