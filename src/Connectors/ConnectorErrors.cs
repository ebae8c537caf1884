using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors;

/// <summary>The errors of connectors and formats: one member a code, so that each text stands in one place.</summary>
internal static class ConnectorErrors
{
    private const string ReadAgain =
        "put the file back as it was, or start the job without the checkpoint, so that it reads everything again";

    public static ConnectorException UnknownConnector(string name, IReadOnlyCollection<string> names) => new(
        "FLS5001", $"there is no connector \"{name}\"", NearestName.Hint(name, names, "connectors"))
    { Option = "connector" };

    public static ConnectorException WrongValue(string option, string value, string expected, string? hint = null) => new(
        "FLS5006", $"option '{option}' = '{value}' is not {expected}", hint)
    { Option = option };

    public static ConnectorException MissingOption(string option, string what) => new(
        "FLS5003", $"option '{option}' is missing: {what}", $"add '{option}' = '...' to WITH")
    { Option = option };

    public static ConnectorException OptionWithoutEffect(string option, string why) => new(
        "FLS5007", $"option '{option}' has no effect: {why}", "remove the option")
    { Option = option };

    public static ConnectorException WrongOption(string option, string why, string hint) => new(
        "FLS5007", $"option '{option}' has no effect: {why}", hint)
    { Option = option };

    public static ConnectorException UnsupportedColumn(string column, string type, string why, string hint) => new(
        "FLS5008", $"column \"{column}\" of type {type} is not possible here: {why}", hint);

    public static ConnectorException UnknownMetadata(string key, string column, IReadOnlyCollection<string> keys) => new(
        "FLS5009", $"column \"{column}\" asks for the metadata \"{key}\", which the connector does not have",
        NearestName.Hint(key, keys, "metadata keys"));

    public static ConnectorException PathNotFound(string path, string? hint) => new(
        "FLS5010", $"nothing is found at the path {path}", hint)
    { Option = "path" };

    public static ConnectorException Unreadable(string path, Exception inner) => new(
        "FLS5011", $"{path} cannot be read: {Reason(inner)}", "check the permissions of the file and its folders", inner)
    { Option = "path" };

    public static ConnectorException Unwritable(string path, Exception inner) => new(
        "FLS5012", $"{path} cannot be written: {Reason(inner)}",
        "choose a folder in which this user may create files", inner)
    { Option = "path" };

    public static ConnectorException PathNotAllowed(string path, string why, string hint) => new(
        "FLS5013", $"the path {path} is not allowed: {why}", hint)
    { Option = "path" };

    public static ConnectorException BadPattern(string pattern, string why) => new(
        "FLS5014", $"the pattern {pattern} cannot be understood: {why}",
        "* ? [abc] [a-z] {this,that} and ** for any folders are known")
    { Option = "path" };

    public static ConnectorException BadRecord(string place, string message, string text) => new(
        "FLS5020", $"{place}: {message}{(text.Length == 0 ? "" : $"; the record is: {text}")}",
        "correct the record, or set 'on-error' = 'skip' or 'dead-letter'");

    public static ConnectorException BadHeader(string file, string message, string hint) => new(
        "FLS5021", $"{file}: {message}", hint);

    public static ConnectorException RecordTooLong(string file, long line, int limit) => new(
        "FLS5022", $"{file} line {line}: the record that begins here is longer than {limit >> 20} MiB",
        "check the line ends and quotes of the file");

    public static ConnectorException WrongFile(string file, string message, string hint, Exception? inner = null) => new(
        "FLS5023", $"{file}: {message}", hint, inner);

    public static ConnectorException CannotWriteValue(string column, string message, string hint) => new(
        "FLS5024", $"column \"{column}\": {message}", hint);

    public static ConnectorException TakesNoChanges(string kind, string what) => new(
        "FLS5025", $"a {kind} row came to {what}, which can only be appended to",
        "write with 'format' = 'changelog-json' or 'debezium-json', or make the query append-only");

    public static ConnectorException SystemError(string path, string doing, Exception inner) => new(
        "FLS5026", $"{doing} {path} failed: {Reason(inner)}", "check the disk and try again", inner);

    public static ConnectorException OtherFiles(string folder, string other, string file) => new(
        "FLS5030", $"the folder {folder} holds {other}, which the output mode complete would have to replace",
        $"name a file, or a folder that holds nothing but {file}: only one file is replaced at once")
    { Option = "path" };

    public static ConnectorException FileCut(string path, long length, long read) => new(
        "FLS5031", $"{path} has {length:N0} bytes, but a checkpoint needs the first {read:N0}: it was cut or replaced",
        ReadAgain);

    public static ConnectorException FileChanged(string path, long read) => new(
        "FLS5032", $"{path} was changed within the {read:N0} bytes that had been read when the checkpoint was taken",
        ReadAgain);

    public static ConnectorException PreparedFileLost(string file, string staged, Exception? inner) => new(
        "FLS5033", $"{file} was prepared by a checkpoint and is lost: neither it nor {staged} is there whole",
        "bring the file back, or go on from a checkpoint that does not need it; its rows are in no other", inner)
    { Option = "path" };

    public static ConnectorException NoCheckpointOfSingleFile(string path) => new(
        "FLS5034", $"no checkpoint can be taken while {path} is written: one file of this format is written in one piece",
        "name a folder, or choose a format of lines, such as json")
    { Option = "path" };

    /// <summary>What the system said, on one line.</summary>
    private static string Reason(Exception error) => error switch
    {
        FileSystemException { Error: FileSystemError.AccessDenied } => "permission denied",
        FileSystemException { Error: FileSystemError.NotFound } => "no such file or folder",
        FileSystemException { Error: FileSystemError.NotADirectory } => "a part of the path is a file",
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "no such file or folder",
        _ => error.Message.ReplaceLineEndings(" "),
    };
}
