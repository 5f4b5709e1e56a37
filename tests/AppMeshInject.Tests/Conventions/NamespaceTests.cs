using System.Text.RegularExpressions;
using Xunit;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Checks the dependencies between the folders of the projects.</summary>
public sealed partial class NamespaceTests
{
    [Theory]
    [InlineData("AppMeshInject")]
    [InlineData("AppMeshInject.Injection")]
    public void Namespaces_do_not_depend_on_each_other_in_a_cycle(string project)
    {
        var cycle = new NamespaceGraph(project, GetFiles(project)).FindCycle();

        Assert.True(cycle is null, cycle);
    }

    [Theory]
    [InlineData("AppMeshInject")]
    [InlineData("AppMeshInject.Injection")]
    public void Each_namespace_is_that_of_the_folder(string project) => Assert.All(
        GetFiles(project).Where(file => !file.Path.EndsWith("Program.cs", StringComparison.Ordinal)),
        file =>
        {
            var folder = Path.GetDirectoryName(file.Path)!["src/".Length..];
            Assert.Equal(folder.Replace('/', '.'), Namespace().Match(file.Source).Groups[1].Value);
        });

    private static IEnumerable<(string Path, string Source)> GetFiles(string project) =>
        SourceTree.GetCSharpFiles($"src/{project}").Select(path => (path, SourceTree.Read(path)));

    [GeneratedRegex("""^namespace ([\w.]+);""", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
