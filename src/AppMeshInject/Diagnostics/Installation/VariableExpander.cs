using System.Text;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>Expands variable references <c>$(NAME)</c> like the kubelet.</summary>
/// <remarks>
/// https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
/// </remarks>
internal static class VariableExpander
{
    /// <summary>Expands the variable references of a text.</summary>
    /// <param name="text">The text. <c>$$</c> is an escaped <c>$</c>.</param>
    /// <param name="getValue">
    /// Returns the value of a variable. If it returns null, the reference stays unchanged.
    /// </param>
    public static string Expand(string text, Func<string, string?> getValue)
    {
        var expanded = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest.StartsWith("$$"))
            {
                expanded.Append('$');
                i++;
            }
            else if (rest.StartsWith("$(") && rest.IndexOf(')') is > 0 and var end)
            {
                expanded.Append(getValue(rest[2..end].ToString()) ?? rest[..(end + 1)].ToString());
                i += end;
            }
            else
            {
                expanded.Append(text[i]);
            }
        }

        return expanded.ToString();
    }
}
