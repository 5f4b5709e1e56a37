using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests deploy/install.sh without a cluster.</summary>
public sealed class InstallScriptTests
{
    [Fact]
    public void Help_lists_the_exit_codes()
    {
        var script = Run(["--help"], []);

        Assert.Equal(0, script.ExitCode);
        Assert.Contains("Exit codes:\n  0  the injector is ready", script.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_MESH_NAME_is_reported()
    {
        var script = Run([], []);

        Assert.Equal(2, script.ExitCode);
        Assert.Equal("install.sh: MESH_NAME: not set; run: export MESH_NAME=<mesh>\n", script.Error);
    }

    [Fact]
    public void Unknown_option_is_rejected()
    {
        var script = Run(["--dry"], new() { ["MESH_NAME"] = "mynewmesh" });

        Assert.Equal(2, script.ExitCode);
        Assert.EndsWith("install.sh: --dry: unknown option; see --help\n", script.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IMAGE", "not an image", "install.sh: IMAGE: \"not an image\" is not an image reference\n")]
    [InlineData(
        "APPMESH_INJECT_REGION", "two\nlines",
        "install.sh: APPMESH_INJECT_REGION: has more than one line; use a single-line value\n")]
    public void Value_that_cannot_be_passed_on_is_rejected(string variable, string value, string message)
    {
        Kustomize.NeedsKubectl();

        var script = Run(["--print"], new() { ["MESH_NAME"] = "mynewmesh", [variable] = value });

        Assert.Equal(2, script.ExitCode);
        Assert.Equal(message, script.Error);
    }

    [Fact]
    public void Every_setting_in_the_environment_is_passed_unchanged()
    {
        Kustomize.NeedsKubectl();
        const string Awkward = "it's \"quoted\", $HOME, # and 'more' = \\ {namespace}: ";

        var script = Run(
            ["--print"],
            new()
            {
                ["MESH_NAME"] = "mynewmesh",
                ["APPMESH_INJECT_VIRTUAL_NODE_FORMAT"] = Awkward,
                ["OTHER"] = "not a setting",
            });

        var settings = Installation.Read(script.Output).Settings;
        Assert.Equal(
            ["APPMESH_INJECT_VIRTUAL_NODE_FORMAT", "MESH_NAME"], settings.Select(setting => setting.Key).Order());
        Assert.Equal("mynewmesh", settings["MESH_NAME"]!.ToString());
        Assert.Equal(Awkward, settings["APPMESH_INJECT_VIRTUAL_NODE_FORMAT"]!.ToString());
    }

    [Fact]
    public void Image_can_be_replaced()
    {
        Kustomize.NeedsKubectl();
        var image = $"localhost:5000/appmesh-inject:test@sha256:{new string('a', 64)}";

        var script = Run(["--print"], new() { ["MESH_NAME"] = "mynewmesh", ["IMAGE"] = image });

        Assert.Equal(image, Installation.Read(script.Output).Container.Text("image"));
    }

    private static Tool Run(string[] arguments, Dictionary<string, string?> environment)
    {
        environment.TryAdd("MESH_NAME", null);
        environment.TryAdd("IMAGE", null);
        var script = Tool.Run(
            "bash", [Path.Combine(CaseFolders.Root(), "deploy", "install.sh"), .. arguments], environment);
        Assert.SkipWhen(script is null, "bash is not installed");
        return script;
    }
}
