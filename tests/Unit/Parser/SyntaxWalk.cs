using System.Collections;
using System.Reflection;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Tests.Unit.Parser;

/// <summary>Visits a tree by reflection, so that no node type can be forgotten.</summary>
internal static class SyntaxWalk
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    public static IEnumerable<Type> ConcreteTypes =>
        typeof(SyntaxNode).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SyntaxNode)) && !type.IsAbstract);

    /// <summary>The node, and everything below it; enum values of nodes come too.</summary>
    public static IEnumerable<object> All(object root)
    {
        Stack<object> open = new([root]);
        while (open.TryPop(out object? next))
        {
            yield return next;
            if (next is not SyntaxNode) continue;
            foreach (PropertyInfo property in PropertiesOf(next.GetType()))
            {
                switch (property.GetValue(next))
                {
                    case SyntaxNode node: open.Push(node); break;
                    case Enum value: open.Push(value); break;
                    case string: break;
                    case IEnumerable items:
                        foreach (object item in items) open.Push(item);
                        break;
                }
            }
        }
    }

    private static PropertyInfo[] PropertiesOf(Type type)
    {
        if (!Properties.TryGetValue(type, out PropertyInfo[]? properties))
        {
            properties = [.. type.GetProperties().Where(property => property.Name != nameof(SyntaxNode.Span))];
            Properties[type] = properties;
        }
        return properties;
    }
}
