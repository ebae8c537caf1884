using System.Text;

namespace FlinkSql.Engine.Why;

/// <summary>Prints a diagnosis: the reason, what shows it, the fix.</summary>
public static class DiagnosisText
{
    public static string Print(Diagnosis diagnosis)
    {
        var text = new StringBuilder($"{diagnosis.Job}: {diagnosis.Reason}\n");
        foreach (string detail in diagnosis.Details)
        {
            text.Append("  ").Append(detail).Append('\n');
        }

        return text.Append(diagnosis.Fix is null ? "" : $"Fix: {diagnosis.Fix}\n").ToString().TrimEnd('\n');
    }
}
