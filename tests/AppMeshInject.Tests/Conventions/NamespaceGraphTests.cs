using Xunit;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Checks that <see cref="NamespaceGraph"/> finds cycles.</summary>
public sealed class NamespaceGraphTests
{
    private static readonly (string Path, string Source)[] Files =
    [
        ("Admission/Recorder.cs", "using P.Events;\nnamespace P.Admission;\ninternal sealed class Recorder;"),
        ("Events/Queue.cs", "namespace P.Events;\ninternal sealed class Queue;"),
        ("Certificates/Store.cs", "namespace P.Certificates;\ninternal sealed class Store;"),
        ("Certificates/Managed/Renewal.cs", "namespace P.Certificates.Managed;\nclass Renewal { Store s; }"),
        ("Version.cs", "namespace P;\npublic static class Version;"),
    ];

    [Fact]
    public void Graph_without_a_cycle_is_accepted() => Assert.Null(new NamespaceGraph("P", Files).FindCycle());

    [Fact]
    public void Cycle_is_reported_with_its_path_and_files()
    {
        var cycle = FindCycle("Events/Sink.cs", "using P.Admission;\nnamespace P.Events;\nclass Sink;");

        Assert.Equal(
            """
            P.Admission -> P.Events -> P.Admission
              Admission/Recorder.cs uses P.Events
              Events/Sink.cs uses P.Admission
            """,
            cycle);
    }

    [Theory]
    [InlineData("qualified name", "namespace P.Events;\nclass Sink { Admission.Recorder r; }")]
    [InlineData("fully qualified name", "namespace P.Events;\nclass Sink { P.Admission.Recorder r; }")]
    [InlineData("static using", "using static P.Admission.Recorder;\nnamespace P.Events;\nclass Sink;")]
    [InlineData("alias", "using R = P.Admission.Recorder;\nnamespace P.Events;\nclass Sink;")]
    public void Cycle_is_found_through_each_kind_of_reference(string kind, string source) =>
        Assert.True(FindCycle("Events/Sink.cs", source) is not null, kind);

    [Fact]
    public void Longer_cycle_is_found() => Assert.StartsWith(
        "P.Admission -> P.Events -> P.Logging -> P.Admission\n",
        FindCycle(
            "Events/Sink.cs",
            "using P.Logging;\nnamespace P.Events;\nclass Sink;",
            ("Logging/Line.cs", "using P.Admission;\nnamespace P.Logging;\nclass Line;")),
        StringComparison.Ordinal);

    [Fact]
    public void Nested_namespace_and_its_parent_must_not_use_each_other() => Assert.StartsWith(
        "P.Certificates -> P.Certificates.Managed -> P.Certificates\n",
        FindCycle("Certificates/Loader.cs", "namespace P.Certificates;\nclass Loader { Managed.Renewal r; }"),
        StringComparison.Ordinal);

    [Fact]
    public void Type_of_the_root_namespace_counts() => Assert.StartsWith(
        "P -> P.Events -> P\n",
        FindCycle(
            "Program.cs",
            "using P.Events;\nnamespace P;\nclass Program;",
            ("Events/Sink.cs", "namespace P.Events;\nclass Sink { object v = Version.Current; }")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("namespace P.Events;\n// Admission.Recorder\nclass Sink { string s = \"P.Admission.Recorder\"; }")]
    [InlineData("using System.Text;\nnamespace P.Events;\nclass Sink { object Admission; }")]
    public void Comments_strings_and_other_names_do_not_count(string source) =>
        Assert.Null(FindCycle("Events/Sink.cs", source));

    private static string? FindCycle(string path, string source, params (string Path, string Source)[] others) =>
        new NamespaceGraph("P", [.. Files, (path, source), .. others]).FindCycle();
}
