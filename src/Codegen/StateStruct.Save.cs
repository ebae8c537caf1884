using FlinkSql.Codegen.Text;
using FlinkSql.Columnar.State;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen;

/// <content>How a state that holds references is written to a checkpoint and read back; others are copied as memory.</content>
internal sealed partial class StateStruct
{
    private void WriteSave()
    {
        if (_sets.Count == 0 && !Stored().Any(pair => SavesItself(pair.First)))
        {
            return;
        }

        var save = new List<string>();
        var load = new List<string>();
        if (_ages)
        {
            save.Add("writer.Write(state.Age);");
            load.Add("state.Age = reader.Read<StateAge>();");
        }

        if (_retracts)
        {
            save.Add("writer.Write(state.Rows);");
            load.Add("state.Rows = reader.Read<long>();");
        }

        foreach (DistinctSet set in _sets)
        {
            save.Add($"state.{set.Field}.Save(writer);");
            load.Add($"state.{set.Field}.Load(ref reader);");
        }

        foreach ((AggregateCall call, string field) in Stored())
        {
            bool itself = SavesItself(call);
            string type = _owner.File.Name(StateType(call));
            save.Add(itself ? $"state.{field}.Save(writer);" : $"writer.Write(state.{field});");
            load.Add(itself ? $"state.{field}.Load(ref reader);" : $"state.{field} = reader.Read<{type}>();");
        }

        WriteMethod("protected override void SaveState(ref State state, StateWriter writer)", save);
        WriteMethod("protected override void LoadState(ref State state, ref StateReader reader)", load);
    }

    private void WriteMethod(string header, List<string> statements)
    {
        SourceWriter code = _owner.Methods;
        code.Blank();
        using (code.Block(header))
        {
            statements.ForEach(code.Line);
        }
    }

    private static bool SavesItself(AggregateCall call) => call.Function.State.IsAssignableTo(typeof(ISavedState));
}
