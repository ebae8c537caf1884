using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Codegen;

/// <summary>The operators that are carried out by hand-written classes alone.</summary>
internal static class LibraryOperators
{
    public static Func<Operator> For(PhysicalNode node, CompileContext context) => node switch
    {
        PhysicalSource source => context.Source(source),
        PhysicalSink sink => context.Sink(sink),
        _ => context.Library?.Invoke(node)
            ?? throw new NotSupportedException($"{node.GetType().Name["Physical".Length..]}"),
    };
}
