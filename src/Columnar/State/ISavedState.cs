namespace FlinkSql.Columnar.State;

/// <summary>
/// A state that holds references and so cannot be copied as bytes: it writes itself to a snapshot and reads itself
/// back. States without references are written as they lie in memory.
/// </summary>
public interface ISavedState
{
    void Save(StateWriter writer);

    /// <summary>Replaces the state by a saved one.</summary>
    void Load(ref StateReader reader);
}
