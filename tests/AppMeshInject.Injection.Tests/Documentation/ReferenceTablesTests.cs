using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Injection.Tests.Documentation;

public sealed class ReferenceTablesTests
{
    [Fact]
    public void Settings_page_is_up_to_date() =>
        Assert.Null(GoldenFile.Difference("docs/settings.md", ReferenceTables.Settings()));

    [Fact]
    public void Annotations_page_is_up_to_date() =>
        Assert.Null(GoldenFile.Difference("docs/annotations.md", ReferenceTables.Annotations()));

    [Fact]
    public void Rules_page_is_up_to_date() =>
        Assert.Null(GoldenFile.Difference("docs/rules.md", ReferenceTables.Rules()));
}
