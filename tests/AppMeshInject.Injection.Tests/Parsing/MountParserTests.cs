
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class MountParserTests
{
    [Fact]
    public void Mounts_stand_between_commas()
    {
        Assert.Equal(
            [new MountSource("ca", "/etc/ca"), new MountSource("my.secret", "/etc/my")],
            ParserRunner.Parse(ValueParsers.SecretMounts, "ca:/etc/ca, my.secret : /etc/my "));
        Assert.Equal([new MountSource("data", "/data/")], ParserRunner.Parse(ValueParsers.VolumeMounts, "data:/data/"));
        Assert.Empty(ParserRunner.Parse(ValueParsers.SecretMounts, ""));
    }

    [Fact]
    public void A_secrets_name_is_a_DNS_subdomain_of_at_most_253_characters()
    {
        Assert.Null(ValueParsers.SecretMounts.Parse(new string('s', 253) + ":/s", out _));
        Assert.NotNull(ValueParsers.SecretMounts.Parse(new string('s', 254) + ":/s", out _));
    }

    [Fact]
    public void A_volumes_name_is_a_DNS_label_of_at_most_63_characters()
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
    public void Anything_else_is_no_mount(string text)
    {
        Assert.Equal($"key: \"{text}\" is not secret:/path", ParserRunner.GetError(ValueParsers.SecretMounts, text));
        Assert.Equal($"key: \"{text}\" is not volume:/path", ParserRunner.GetError(ValueParsers.VolumeMounts, text));
        Assert.Equal($"key: \"{text}\" is not one volume:/path", ParserRunner.GetError(ValueParsers.VolumeMount, text));
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
    public void A_place_has_one_path_and_is_not_the_root(string path)
    {
        const string expected = "is / alone, or has an empty part, . or .. in it; write the path that is meant";
        Assert.Equal($"key: \"s:{path}\" has a path that {expected}", ParserRunner.GetError(ValueParsers.SecretMounts, "s:" + path));
        Assert.Equal($"key: \"s:{path}\" has a path that {expected}", ParserRunner.GetError(ValueParsers.VolumeMounts, "s:" + path));
        Assert.Equal($"key: \"s:{path} \" has a path that {expected}", ParserRunner.GetError(ValueParsers.VolumeMount, $"s:{path} "));
        Assert.Equal($"key: \"{path}\" {expected}", ParserRunner.GetError(ValueParsers.MountPath, path));
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/a/")]
    [InlineData("/a/b")]
    [InlineData("/.a/b./..c/d../.../")]
    public void Any_other_absolute_path_is_one(string path)
    {
        Assert.Equal([new MountSource("s", path)], ParserRunner.Parse(ValueParsers.SecretMounts, "s:" + path));
        Assert.Equal(new MountSource("s", path), ParserRunner.Parse(ValueParsers.VolumeMount, "s:" + path));
        Assert.Equal(path, ParserRunner.Parse(ValueParsers.MountPath, path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("/a:b")]
    public void What_is_no_absolute_path_is_told_so(string text) =>
        Assert.Equal($"key: \"{text}\" is not an absolute path such as /etc/certs", ParserRunner.GetError(ValueParsers.MountPath, text));

    [Theory]
    [InlineData(".a:/s")]
    [InlineData("a.:/s")]
    [InlineData("a..b:/s")]
    [InlineData("a.-b:/s")]
    [InlineData("a-.b:/s")]
    [InlineData("a.B:/s")]
    public void Each_label_of_a_secrets_name_is_looked_at(string text) =>
        Assert.Equal($"key: \"{text}\" is not secret:/path", ParserRunner.GetError(ValueParsers.SecretMounts, text));

    [Fact]
    public void One_mount_may_have_spaces_around_it() =>
        Assert.Equal(new MountSource("config", "/etc/xray/"), ParserRunner.Parse(ValueParsers.VolumeMount, " config:/etc/xray/ "));

    [Theory]
    [InlineData("")]
    [InlineData("a:/a,b:/b")]
    public void One_mount_is_one(string text)
    {
        Assert.NotNull(ValueParsers.VolumeMount.Parse(text, out var mount));
        Assert.Null(mount);
    }
}
