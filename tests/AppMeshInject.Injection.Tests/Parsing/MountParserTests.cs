using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class MountParserTests
{
    [Fact]
    public void Mounts_comma_separated_list_returns_all_items()
    {
        Assert.Equal(
            [new MountSource("ca", "/etc/ca"), new MountSource("my.secret", "/etc/my")],
            ParserRunner.Parse(ValueParsers.SecretMounts, "ca:/etc/ca, my.secret : /etc/my "));
        Assert.Equal([new MountSource("data", "/data/")], ParserRunner.Parse(ValueParsers.VolumeMounts, "data:/data/"));
        Assert.Empty(ParserRunner.Parse(ValueParsers.SecretMounts, ""));
    }

    [Fact]
    public void SecretMounts_name_longer_than_253_characters_is_rejected()
    {
        Assert.Null(ValueParsers.SecretMounts.Parse(new string('s', 253) + ":/s", out _));
        Assert.NotNull(ValueParsers.SecretMounts.Parse(new string('s', 254) + ":/s", out _));
    }

    [Fact]
    public void VolumeMounts_name_longer_than_63_characters_or_with_a_dot_is_rejected()
    {
        Assert.Null(ValueParsers.VolumeMounts.Parse(new string('v', 63) + ":/v", out _));
        Assert.NotNull(ValueParsers.VolumeMounts.Parse(new string('v', 64) + ":/v", out _));
        Assert.NotNull(ValueParsers.VolumeMounts.Parse("v.v:/v", out _));
    }

    [Theory]
    [InlineData("ca")]
    [InlineData("ca:")]
    [InlineData(":/etc/ca")]
    [InlineData("ca:etc")]
    [InlineData("ca:/etc:ro")]
    [InlineData("ca:/etc/my ca")]
    [InlineData("CA:/etc")]
    [InlineData("-ca:/etc")]
    [InlineData("ca-:/etc")]
    [InlineData("c_a:/etc")]
    [InlineData("/etc")]
    public void Mounts_malformed_item_is_rejected(string text)
    {
        Assert.Equal($"key: \"{text}\" is not secret:/path", ParserRunner.GetError(ValueParsers.SecretMounts, text));
        Assert.Equal($"key: \"{text}\" is not volume:/path", ParserRunner.GetError(ValueParsers.VolumeMounts, text));
        Assert.Equal(
            $"key: \"{text}\" is not a single volume:/path", ParserRunner.GetError(ValueParsers.VolumeMount, text));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("//p")]
    [InlineData("/a//b")]
    [InlineData("/a//")]
    [InlineData("/a/./b")]
    [InlineData("/a/.")]
    [InlineData("/./")]
    [InlineData("/a/../b")]
    [InlineData("/..")]
    [InlineData("/../")]
    public void MountPath_root_or_not_normalized_is_rejected(string path)
    {
        const string expected = "is / or has an empty, . or .. segment; use a normalized path";
        Assert.Equal(
            $"key: \"s:{path}\" has a path that {expected}",
            ParserRunner.GetError(ValueParsers.SecretMounts, "s:" + path));
        Assert.Equal(
            $"key: \"s:{path}\" has a path that {expected}",
            ParserRunner.GetError(ValueParsers.VolumeMounts, "s:" + path));
        Assert.Equal(
            $"key: \"s:{path} \" has a path that {expected}",
            ParserRunner.GetError(ValueParsers.VolumeMount, $"s:{path} "));
        Assert.Equal($"key: \"{path}\" {expected}", ParserRunner.GetError(ValueParsers.MountPath, path));
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/a/")]
    [InlineData("/a/b")]
    [InlineData("/.a/b./..c/d../.../")]
    public void MountPath_normalized_absolute_path_is_accepted(string path)
    {
        Assert.Equal([new MountSource("s", path)], ParserRunner.Parse(ValueParsers.SecretMounts, "s:" + path));
        Assert.Equal(new MountSource("s", path), ParserRunner.Parse(ValueParsers.VolumeMount, "s:" + path));
        Assert.Equal(path, ParserRunner.Parse(ValueParsers.MountPath, path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("/a:b")]
    public void MountPath_not_absolute_is_rejected(string text) =>
        Assert.Equal(
            $"key: \"{text}\" is not an absolute path such as /etc/certs",
            ParserRunner.GetError(ValueParsers.MountPath, text));

    [Theory]
    [InlineData(".a:/s")]
    [InlineData("a.:/s")]
    [InlineData("a..b:/s")]
    [InlineData("a.-b:/s")]
    [InlineData("a-.b:/s")]
    [InlineData("a.B:/s")]
    public void SecretMounts_name_with_a_malformed_label_is_rejected(string text) =>
        Assert.Equal($"key: \"{text}\" is not secret:/path", ParserRunner.GetError(ValueParsers.SecretMounts, text));

    [Fact]
    public void VolumeMount_surrounding_spaces_are_ignored() =>
        Assert.Equal(
            new MountSource("config", "/etc/xray/"),
            ParserRunner.Parse(ValueParsers.VolumeMount, " config:/etc/xray/ "));

    [Theory]
    [InlineData("")]
    [InlineData("a:/a,b:/b")]
    public void VolumeMount_none_or_several_is_rejected(string text)
    {
        Assert.NotNull(ValueParsers.VolumeMount.Parse(text, out var mount));
        Assert.Null(mount);
    }
}
