namespace FlinkSql.Connectors.Formats;

/// <summary>A field that is no value of its column.</summary>
/// <param name="Row">The row in the block.</param>
/// <param name="Message">What is wrong, with the column.</param>
internal readonly record struct BadField(int Row, string Message);

/// <summary>Collects the bad fields of some rows while their columns are parsed one after another.</summary>
internal sealed class BadFields
{
    private readonly List<BadField> _fields = [];

    public int Count => _fields.Count;

    /// <summary>Fields made NULL instead, because errors are ignored.</summary>
    public int Ignored { get; private set; }

    /// <summary>Whether a bad field of a nullable column is NULL.</summary>
    public bool IgnoreErrors { get; set; }

    /// <summary>The fields by row, and by column where a row has several.</summary>
    public IEnumerable<BadField> InOrder() => _fields.OrderBy(field => field.Row);

    public void Clear()
    {
        _fields.Clear();
        Ignored = 0;
    }

    public void Add(int row, string message) => _fields.Add(new BadField(row, message));

    /// <summary>Whether a bad field is to be NULL; counts it.</summary>
    public bool TryIgnore(bool nullable)
    {
        bool ignore = IgnoreErrors && nullable;
        Ignored += ignore ? 1 : 0;
        return ignore;
    }
}
