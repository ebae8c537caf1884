namespace FlinkSql.Codegen.Expressions;

/// <summary>When a value is NULL: never, always, or when one of some C# tests holds.</summary>
internal readonly record struct NullTest
{
    private readonly string[]? _tests;

    private NullTest(string[] tests) => _tests = tests;

    public static NullTest Never => default;

    public static NullTest Always { get; } = new(["true"]);

    public bool IsNever => _tests is null or [];

    public bool IsAlways => _tests is ["true"];

    /// <summary>Whether asking costs no more than a name.</summary>
    public bool IsName => _tests is null or [] or [_];

    /// <summary>The test as a C# expression.</summary>
    public string Text => IsNever ? "false" : string.Join(" || ", _tests!);

    /// <summary>The test as a condition that stands in parentheses of its own.</summary>
    public string Condition => _tests is [['(', .. var inner, ')']] ? inner : Text;

    /// <summary>The test without those that are known not to hold.</summary>
    public NullTest Except(IReadOnlySet<string> refuted) =>
        IsNever || !_tests!.Any(refuted.Contains) ? this : new NullTest([.. Tests.Where(test => !refuted.Contains(test))]);

    /// <summary>The single tests.</summary>
    public IEnumerable<string> Tests => _tests ?? [];

    /// <summary>The test as an operand of &amp;&amp; or of a conditional.</summary>
    public string Operand => IsName ? Text : $"({Text})";

    /// <summary>The opposite as an operand.</summary>
    public string Not => IsNever ? "true" : IsAlways ? "false" : IsName ? Negate(Text) : $"!({Text})";

    /// <summary>A test that is a name, a call, the negation of one of these, or in parentheses.</summary>
    public static NullTest When(string test) => new([test]);

    /// <summary>NULL when either is.</summary>
    public NullTest Or(NullTest other)
    {
        if (IsNever || other.IsAlways)
        {
            return other;
        }

        return other.IsNever || IsAlways ? this : new NullTest([.. _tests!.Union(other._tests!)]);
    }

    private static string Negate(string test) => test[0] == '!' ? test[1..] : '!' + test;
}
