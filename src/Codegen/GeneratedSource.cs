namespace FlinkSql.Codegen;

/// <summary>A generated file.</summary>
/// <param name="Vertex">The job vertex it is for.</param>
/// <param name="FileName">Its name in stack traces and debuggers, for example <c>q1_vertex2.g.cs</c>.</param>
/// <param name="Text">The C#.</param>
public sealed record GeneratedSource(int Vertex, string FileName, string Text);
