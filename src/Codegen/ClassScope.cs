using FlinkSql.Codegen.Support;
using FlinkSql.Codegen.Text;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen;

/// <summary>A generated class while it is being written: its names, fields, constants and the types it mentions.</summary>
internal sealed class ClassScope(string name, string operatorName, FileScope file)
{
    private readonly Dictionary<string, string> _fields = [];

    // Names the skeletons of generated classes use.
    public NameScope Members { get; } = new(
        "Read", "Emit", "Values", "Remove", "EndRow", "Groups", "_clock", "_site", "_constants", "_scratch", "_query", "Key", "State", "Result", "Output", "Context", "Current", "Schema",
        "Texts", "Process", "Run", "Enter", "Merge", "SkipRow", "Open", "Sessions", "NextMark", "PassMarks", "Find", "Forget",
        "KeySchema", "SaveKey", "LoadKey", "SaveState", "LoadState");

    public string Name { get; } = name;

    public FileScope File { get; } = file;

    public ConstantPool Constants { get; } = new();

    /// <summary>Declarations of static fields, one a line.</summary>
    public SourceWriter Statics { get; } = new();

    /// <summary>Declarations of fields that come from the constants, one a line.</summary>
    public SourceWriter Fixed { get; } = new();

    /// <summary>Declarations of other fields, one a line.</summary>
    public SourceWriter Fields { get; } = new();

    /// <summary>Statements of OnOpen.</summary>
    public SourceWriter Opening { get; } = new();

    /// <summary>Further members: methods and nested types.</summary>
    public SourceWriter Methods { get; private set; } = new();

    /// <summary>Whether the class notes which expression it is at, because one may fail.</summary>
    public bool HasSites { get; private set; }

    /// <summary>A field that is set once from the constants; equal ones are one field.</summary>
    public string ConstantField(string hint, string type, string value)
    {
        string key = type + " = " + value;
        if (!_fields.TryGetValue(key, out string? field))
        {
            _fields.Add(key, field = Members.Field(hint));
            Fixed.Line($"private readonly {type} {field} = {value};");
        }

        return field;
    }

    /// <summary>A field of its own.</summary>
    public string Field(string hint, string type, string value)
    {
        string field = Members.Field(hint);
        Fields.Line($"private {type} {field} = {value};");
        return field;
    }

    /// <summary>The field of a kind that a class has at most one of.</summary>
    public string Single(string name, string type, string value) => Single(name, type, value, out _);

    /// <summary>The same; says whether it was not there yet.</summary>
    public string Single(string name, string type, string value, out bool added)
    {
        added = _fields.TryAdd(name, name);
        if (added)
        {
            Fields.Line($"private {type} {name} = {value};");
        }

        return name;
    }

    /// <summary>The space for text that functions make.</summary>
    public string Scratch() => Single("_scratch", "readonly Scratch", "new()");

    /// <summary>Whether anything asked for <see cref="Scratch"/>.</summary>
    public bool UsesScratch => _fields.ContainsKey("_scratch");

    /// <summary>Whether a function asked for the context that may read the clock.</summary>
    public bool UsesClock { get; private set; }

    /// <summary>The context of a function whose result is not always the same: it may read the clock.</summary>
    public string QueryWithClock()
    {
        UsesClock = true;
        return Query();
    }

    /// <summary>The context functions take.</summary>
    public string Query()
    {
        Single("_query", "QueryContext", "null!", out bool added);
        if (added)
        {
            Opening.Line("_query = new QueryContext(Context.Zone, Context.Clock);");
        }

        return "_query";
    }

    /// <summary>A statement that notes which expression is computed next.</summary>
    public string Site(Expr expr) => Site(expr.ToString(), expr.Span);

    /// <summary>A statement that notes what is computed next.</summary>
    public string Site(string text, SourceSpan span)
    {
        HasSites = true;
        Single("_site", "int", "0");
        int site = Constants.Add(new ExprSite(operatorName, text, span.Start, span.Length, File.Position(span)));
        return $"_site = {site};";
    }

    /// <summary>Appends members taken before.</summary>
    public void AppendMethods(SourceWriter members)
    {
        Methods.Blank();
        Methods.Append(members);
    }

    /// <summary>The members so far, to be appended behind others.</summary>
    public SourceWriter TakeMethods()
    {
        SourceWriter taken = Methods;
        Methods = new SourceWriter();
        return taken;
    }
}
