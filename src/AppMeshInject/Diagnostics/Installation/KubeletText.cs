using System.Text;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>Texts in which the kubelet puts variables in place of <c>$(NAME)</c>.</summary>
/// <remarks>https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/</remarks>
internal static class KubeletText
{
    /// <summary>What the kubelet makes of a text.</summary>
    /// <param name="text">The text; <c>$$</c> stands for <c>$</c>.</param>
    /// <param name="valueOf">The value of a variable; null where there is none, and the text stays.</param>
    public static string Expand(string text, Func<string, string?> valueOf)
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
                expanded.Append(valueOf(rest[2..end].ToString()) ?? rest[..(end + 1)].ToString());
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
