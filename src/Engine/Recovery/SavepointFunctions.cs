using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine.Recovery;

/// <summary>
/// <c>savepoint_operators('path')</c> and <c>savepoint_state('path', 'operator'[, 'table'])</c> in FROM: what a checkpoint or
/// savepoint holds, as rows.
/// </summary>
internal sealed class SavepointFunctions(JobRecovery recovery)
{
    private const string StateName = "savepoint_state";
    private const string OperatorsName = "savepoint_operators";
    private const string PathKey = "path";
    private const string UidKey = "operator";
    private const string TableKey = "table";

    private static readonly Schema Operators = SystemTables.Columns(
        ("operator", DataTypes.String.NotNull()), ("uid", DataTypes.String.NotNull()), ("parallelism", DataTypes.Int.NotNull()),
        ("table_name", DataTypes.String), ("row_count", DataTypes.BigInt));

    /// <summary>The functions.</summary>
    public IEnumerable<TableFunction> All =>
    [
        new(StateName, [PathKey, UidKey, TableKey], 2, arguments => DescribeState(arguments[0]!, arguments[1]!, arguments[2])),
        new(OperatorsName, [PathKey], 1, arguments => DescribeOperators(arguments[0]!)),
    ];

    /// <summary>The source of a table that a call stands for; null for any other table.</summary>
    public ISource? CreateSource(TableDescriptor table, IEnumerable<int> columns)
    {
        int[] wanted = [.. columns];
        switch (table.Option(ConnectorGateway.ConnectorKey))
        {
            case OperatorsName:
                return ValuesSource.Of(
                    Operators.Select(wanted),
                    [.. Rows(Open(table.Option(PathKey)!)).Select(row => wanted.Select(column => row[column]).ToArray())]);
            case StateName:
                JobSnapshot snapshot = Open(table.Option(PathKey)!);
                RecordBatch[] batches = [.. Tables(snapshot, table.Option(UidKey)!)
                    .Where(each => each.Table.Name == table.Option(TableKey)).SelectMany(each => each.Rows)];
                Schema schema = new Schema(table.Columns.Select(column => new Field(column.Name, column.Type)).ToEquatable()).Select(wanted);
                return BatchSource.Of(schema, [.. batches.Select(batch => batch.Select(schema, wanted))]);
            default:
                return null;
        }
    }

    private static IEnumerable<object?[]> Rows(JobSnapshot snapshot)
    {
        foreach ((string uid, IReadOnlyList<StateSnapshot> subtasks) in snapshot.Operators.OrderBy(each => NameOf(snapshot, each.Key), StringComparer.Ordinal))
        {
            var tables = subtasks.SelectMany(state => state.Tables).GroupBy(each => each.Table.Name).ToArray();
            foreach (var table in tables)
            {
                yield return
                [
                    NameOf(snapshot, uid), uid, subtasks.Count, table.Key,
                    table.SelectMany(each => each.Rows).Sum(batch => (long)batch.RowCount),
                ];
            }

            if (tables.Length == 0)
            {
                yield return [NameOf(snapshot, uid), uid, subtasks.Count, null, null];
            }
        }
    }

    private static IEnumerable<(StateTable Table, List<RecordBatch> Rows)> Tables(JobSnapshot snapshot, string uid) =>
        snapshot.Operators[uid].SelectMany(state => state.Tables);

    private static string NameOf(JobSnapshot snapshot, string uid) => snapshot.Names.GetValueOrDefault(uid, uid);

    private TableDescriptor DescribeOperators(string path)
    {
        Open(path);
        return EngineTable.Describe(
            OperatorsName, Operators, bounded: true,
            new TableOption(ConnectorGateway.ConnectorKey, OperatorsName),
            new TableOption(PathKey, path));
    }

    private TableDescriptor DescribeState(string path, string operatorName, string? table)
    {
        JobSnapshot snapshot = Open(path);
        string uid = Choose(snapshot, operatorName);
        StateTable found = Choose([.. Tables(snapshot, uid).Select(each => each.Table).DistinctBy(each => each.Name)], operatorName, table);
        return EngineTable.Describe(
            StateName, found.Schema, bounded: true,
            new TableOption(ConnectorGateway.ConnectorKey, StateName),
            new TableOption(PathKey, path),
            new TableOption(UidKey, uid),
            new TableOption(TableKey, found.Name));
    }

    private JobSnapshot Open(string path)
    {
        try
        {
            return recovery.Open(path).Read();
        }
        catch (CheckpointException failure)
        {
            throw new QueryException("FLS4403", failure.Message, "a path is the folder of one checkpoint or savepoint, with a file named manifest");
        }
    }

    private static string Choose(JobSnapshot snapshot, string name)
    {
        if (snapshot.Operators.ContainsKey(name))
        {
            return name;
        }

        (string Uid, string Name)[] all =
        [
            .. snapshot.Operators.Where(each => each.Value.Any(state => state.Tables.Count != 0))
                .Select(each => (each.Key, NameOf(snapshot, each.Key))),
        ];
        string list = Suggest.List(all.Select(each => $"'{each.Name}' ({each.Uid})"));
        (string Uid, string Name)[] fitting =
        [
            .. all.Where(each => each.Name.Contains(name, StringComparison.OrdinalIgnoreCase)),
        ];
        if (fitting.Length > 1 && fitting.Where(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray() is [var exact])
        {
            return exact.Uid;
        }

        return fitting.Length == 1 ? fitting[0].Uid : throw new QueryException(
            "FLS4407",
            fitting.Length == 0 ? $"no operator with state is named '{name}'" : $"several operators are named like '{name}'",
            all.Length == 0 ? "nothing in it has tables of state" : $"operators: {list}");
    }

    private static StateTable Choose(StateTable[] tables, string operatorName, string? name)
    {
        string list = Suggest.List(tables.Select(table => $"'{table.Name}'"));
        if (name is null)
        {
            return tables.Length == 1 ? tables[0] : throw new QueryException(
                "FLS4408",
                tables.Length == 0 ? $"'{operatorName}' has no tables of state" : $"'{operatorName}' has several tables of state",
                tables.Length == 0 ? "savepoint_operators('path') lists what there is" : $"name one as the third argument: {list}");
        }

        return tables.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new QueryException("FLS4408", $"'{operatorName}' has no table of state named '{name}'", $"tables: {list}");
    }
}
