using FlinkSql.Codegen;
using FlinkSql.Planner.Physical;
using Xunit;

namespace FlinkSql.Tests.Architecture;

/// <summary>Whatever a plan may hold can be carried out.</summary>
public sealed class EmitterTests
{
    // Streams between operators, not operators.
    private static readonly Type[] Edges = [typeof(PhysicalExchange), typeof(PhysicalUnion)];

    // Planned, and refused with an error until there is an operator.
    private static readonly Type[] NotYet = [typeof(PhysicalTopN)];

    public static TheoryData<Type> Nodes =>
    [
        .. typeof(PhysicalNode).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PhysicalNode)) && !type.IsAbstract).Except(Edges).Except(NotYet),
    ];

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Every_physical_node_has_an_emitter_or_an_operator_of_the_library(Type node)
    {
        bool emitted = typeof(OperatorEmitter).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(OperatorEmitter)) && !type.IsAbstract)
            .Any(type => ((OperatorEmitter)Activator.CreateInstance(type)!).Node == node);
        bool library = new[] { "src/Codegen/LibraryOperators.cs", "src/Engine/SessionJobs.cs" }
            .Any(file => File.ReadAllText(RepositoryRoot.File(file)).Contains($"{node.Name} ", StringComparison.Ordinal));
        Assert.True(emitted || library, $"{node.Name} has no emitter");
    }
}
