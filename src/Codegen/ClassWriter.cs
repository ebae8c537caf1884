using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;

namespace FlinkSql.Codegen;

/// <summary>Puts the parts of a generated class together.</summary>
internal static class ClassWriter
{
    /// <summary>The text of a class.</summary>
    /// <param name="owner">Its parts.</param>
    /// <param name="summary">What the class does, one line per operator.</param>
    /// <param name="heritage">The base class with its arguments.</param>
    public static string Write(ClassScope owner, IEnumerable<string> summary, string heritage)
    {
        var code = new SourceWriter();
        foreach (string line in summary)
        {
            code.Line($"// {line}".TrimEnd());
        }

        code.Line($"internal sealed class {owner.Name}(Constants constants)");
        using (code.Block(Fold($"    : {heritage}")))
        {
            code.Append(owner.Statics);
            code.Append(owner.Fixed);
            code.Blank();
            code.Append(owner.Fields);
            code.Blank();
            code.Append(owner.Methods);
            if (!owner.Opening.IsEmpty)
            {
                code.Blank();
                using (code.Block("protected override void OnOpen()"))
                {
                    code.Line("base.OnOpen();");
                    code.Append(owner.Opening);
                }
            }
        }

        return code.ToString();
    }

    // Arguments of the base class go to a line of their own where one line would be too long.
    private static string Fold(string heritage)
    {
        int open = heritage.IndexOf('(', StringComparison.Ordinal);
        return heritage.Length <= 120 ? heritage : heritage[..(open + 1)] + "\n        " + heritage[(open + 1)..];
    }

    /// <summary>
    /// A method with a row loop. Where columns may hold NULL it is generic over whether they do in a batch, and a
    /// method of the same name picks.
    /// </summary>
    public static void Method(ClassScope owner, LoopMethod method)
    {
        string arguments = string.Join(", ", method.Parameters.Select(Argument));
        string parameters = string.Join(", ", method.Parameters);
        bool generic = method.Scope.TestsNulls;
        SourceWriter code = owner.Methods;
        code.Blank();
        using (code.Block($"{method.Modifiers} {method.Result} {method.Name}({parameters})"))
        {
            Guarded(owner, code, () =>
            {
                if (!generic)
                {
                    Body(code, method);
                    return;
                }

                code.Line(HasNulls(owner, method.Scope));
                if (method.Result == "void")
                {
                    code.Line($"if (hasNulls) {method.Name}<SomeNulls>({arguments}); else {method.Name}<NoNulls>({arguments});");
                }
                else
                {
                    code.Line($"return hasNulls ? {method.Name}<SomeNulls>({arguments}) : {method.Name}<NoNulls>({arguments});");
                }
            });
        }

        if (generic)
        {
            code.Blank();
            using (code.Block($"private {method.Result} {method.Name}<TValidity>({parameters}) where TValidity : struct, IValidity"))
            {
                Body(code, method);
            }
        }
    }

    /// <summary>Statements whose failures are given the place in the query.</summary>
    public static void Guarded(ClassScope owner, SourceWriter code, Action statements)
    {
        if (!owner.HasSites)
        {
            statements();
            return;
        }

        using (code.Block("try"))
        {
            statements();
        }

        using (code.Block("catch (QueryException failure)"))
        {
            code.Line("throw constants.Failure(_site, failure);");
        }
    }

    private static string Argument(string parameter) =>
        (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Split(' ')[^1];

    private static string HasNulls(ClassScope owner, MethodScope scope)
    {
        var conditions = new List<string>();
        if (scope.NullableColumns.Count != 0)
        {
            string field = owner.Members.Member("NullableColumns");
            owner.Statics.Line($"private static readonly int[] {field} = [{string.Join(", ", scope.NullableColumns)}];");
            conditions.Add($"batch.HasNulls({field})");
        }

        conditions.AddRange(scope.NullConditions.Distinct());
        return $"bool hasNulls = {string.Join(" || ", conditions)};";
    }

    private static void Body(SourceWriter code, LoopMethod method)
    {
        code.Append(method.Scope.Prologue);
        code.Append(method.Body);
    }
}

/// <summary>A method around a row loop.</summary>
/// <param name="Modifiers">For example <c>protected override</c>.</param>
/// <param name="Result">The type it gives.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Types and names.</param>
/// <param name="Scope">What stands before the loop.</param>
/// <param name="Body">The loop and what follows.</param>
internal sealed record LoopMethod(
    string Modifiers, string Result, string Name, string[] Parameters, MethodScope Scope, SourceWriter Body);
