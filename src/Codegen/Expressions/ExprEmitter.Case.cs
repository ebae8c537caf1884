using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>CASE: only the branch that is taken is computed.</summary>
internal sealed partial class ExprEmitter
{
    private const int MostConditionals = 3;
    private const int MostElses = 50;

    private Fragment EmitCase(CaseExpr expr, RowScope scope, Block block)
    {
        var branches = new List<Branch>();
        Block before = block;
        foreach (CaseBranch branch in expr.Branches)
        {
            // A condition sees what earlier ones computed: they have run when it runs.
            Block test = before.Nested();
            string condition = True(branch.Condition, scope, test);
            Block after = test.IsEmpty ? before : test;
            Block taken = after.Nested();
            branches.Add(new Branch(test, condition, taken, Emit(branch.Value, scope, taken)));
            before = after;
        }

        Block otherwise = before.Nested();
        branches.Add(new Branch(before.Nested(), "", otherwise, Emit(expr.Else, scope, otherwise)));
        bool nullable = branches.Any(branch => !branch.Value.Null.IsNever);
        bool plain = branches.All(branch => branch.Test.IsEmpty && branch.Taken.IsEmpty);
        if (plain && !nullable && branches.Count <= MostConditionals)
        {
            string text = string.Concat(branches.Select(branch => branch.Condition.Length == 0
                ? branch.Value.Operand
                : $"{Operand(branch.Condition)} ? {branch.Value.Operand} : "));
            bool untyped = Carriers.IsNarrow(expr.Type)
                || branches.All(branch => IsUntyped(expr.Type, branch.Value));
            return Fragment.Composite(
                untyped ? $"({Carriers.Of(expr.Type)})({text})" : text,
                NullTest.Never,
                branches.Select(branch => branch.Value.Cost).Append(Cost.Safe).Max());
        }

        string local = block.Local("choice");
        string? test2 = nullable ? block.Local("choiceNull") : null;
        block.Line($"{Carriers.Of(expr.Type)} {local};");
        if (test2 is not null)
        {
            block.Line($"bool {test2};");
        }

        var target = new Target(local, test2, Carriers.Of(expr.Type));
        if (branches.Skip(1).All(branch => branch.Test.IsEmpty) && branches.Count <= MostElses)
        {
            WriteElses(branches, target, block.Code);
        }
        else
        {
            WriteBreaks(branches, target, block.Code);
        }

        return Fragment.Atom(local, test2 is null ? NullTest.Never : NullTest.When(test2));
    }

    private static void WriteElses(List<Branch> branches, Target target, SourceWriter code)
    {
        code.Append(branches[0].Test.Code);
        string keyword = "";
        foreach (Branch branch in branches)
        {
            string header = branch.Condition.Length == 0 ? keyword.TrimEnd() : $"{keyword}if ({branch.Condition})";
            using (code.Block(header))
            {
                code.Append(branch.Taken.Code);
                target.Assign(branch.Value, code);
            }

            keyword = "else ";
        }
    }

    // A flat run of tests, each of which leaves when it holds: long lists and tests that need statements of their own.
    private static void WriteBreaks(List<Branch> branches, Target target, SourceWriter code)
    {
        using (code.Block("do"))
        {
            foreach (Branch branch in branches)
            {
                code.Append(branch.Test.Code);
                if (branch.Condition.Length == 0)
                {
                    code.Append(branch.Taken.Code);
                    target.Assign(branch.Value, code);
                    continue;
                }

                using (code.Block($"if ({branch.Condition})"))
                {
                    code.Append(branch.Taken.Code);
                    target.Assign(branch.Value, code);
                    code.Line("break;");
                }
            }
        }

        code.Line("while (false);");
    }

    private sealed record Branch(Block Test, string Condition, Block Taken, Fragment Value);

    private sealed record Target(string Local, string? Null, string Type)
    {
        public void Assign(Fragment value, SourceWriter code)
        {
            code.Line($"{Local} = {(value.Null.IsAlways ? "default" : value.Value)};");
            if (Null is not null)
            {
                code.Line($"{Null} = {value.Null.Text};");
            }
        }
    }
}
