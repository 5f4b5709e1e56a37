using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Injection.Tests.Documentation;

public sealed class ReferenceTablesTests
{
    [Fact]
    public void The_page_of_settings_is_that_of_the_catalogue() =>
        Assert.Null(GoldenFile.Difference("docs/settings.md", ReferenceTables.Settings()));

    [Fact]
    public void The_page_of_annotations_is_that_of_the_catalogue() =>
        Assert.Null(GoldenFile.Difference("docs/annotations.md", ReferenceTables.Annotations()));

    [Fact]
    public void The_page_of_rules_is_that_of_the_engine() =>
        Assert.Null(GoldenFile.Difference("docs/rules.md", ReferenceTables.Rules()));
}
