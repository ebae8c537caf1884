namespace FlinkSql.Parser;

/// <summary>How large a statement may be, so that no text can exhaust the stack or the memory of a stage behind the parser.</summary>
public static class Limits
{
    /// <summary>Characters of one statement.</summary>
    public const int StatementLength = 1 << 20;

    /// <summary>Brackets, CASE, signs and NOTs inside one another.</summary>
    public const int Nesting = 256;

    /// <summary>Operands of one chain such as a + b + c; the tree leans to the left that deep.</summary>
    public const int ChainLength = 2_000;

    /// <summary>Nodes on the longest way from the root of a tree to a leaf.</summary>
    public const int TreeDepth = 4_000;

    /// <summary>Items of one list: arguments, array items, select items, an IN list. Rows of VALUES are not counted.</summary>
    public const int ListLength = 10_000;
}
