using System.Text;
using AppMeshInject.Injection.Tests.Reviews;

namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>
/// Four times as much of anything takes about four times as long. Twelve times would still be let through, which hides a
/// slow garbage collection; sixteen, which is quadratic, would not. What counts is the processor's time, and no other test runs
/// meanwhile, so that a busy machine does not matter.
/// </summary>
[Collection(nameof(LinearTimeTests))]
[CollectionDefinition(nameof(LinearTimeTests), DisableParallelization = true)]
public sealed class LinearTimeTests
{
    private const int Small = 1024 * 1024;
    private const double Enough = 12;
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(200);

    public static TheoryData<string, Func<int, string>> Bodies => new()
    {
        { "unknown annotations", i => $"A\"appmesh.k8s.aws/unknown-annotation-{i}\":\"\"" },
        { "escaped annotations", i => $"A\"\\u0061ppmesh.k8s.aws/p{i}\":\"\"" },
        { "annotations of others", i => $"A\"example.com/{i}\":\"x\"" },
        { "labels", i => $"L\"{i}\":\"x\"" },
        { "owners", i => $"O{{\"kind\":\"ReplicaSet\",\"name\":\"web-{i}\"}}" },
        { "containers", i => $"C{{\"name\":\"c{i}\",\"ports\":[{{\"containerPort\":{i % 65535}}}],\"readinessProbe\":{{\"grpc\":{{\"port\":{i % 65535}}}}}}}" },
        { "containers of ours", _ => "C{\"name\":\"envoy\"}" },
        { "init containers", i => $"I{{\"name\":\"c{i}\",\"securityContext\":{{\"runAsUser\":1337}}}}" },
        { "ports", i => $"P{{\"containerPort\":{i % 65535 + 1}}}" },
        { "ports that are the same", _ => "P{\"containerPort\":80}" },
        { "ports and probes by name", i => i % 2 == 0 ? $"P{{\"name\":\"abcdefg{i}\",\"containerPort\":80}}" : "R\"readinessProbe\":{\"grpc\":{\"port\":\"abcdefgh\"}}" },
        { "volumes", i => $"V{{\"name\":\"a-a-a-{i}\"}}" },
        { "pull secrets", i => $"S{{\"name\":\"s{i}\"}}" },
        { "ports in an annotation", i => $"p{i % 65535 + 1}" },
        { "items in an annotation", _ => "m" },
        { "variables", i => $"eA{i}=1" },
        { "variables in JSON", i => $"j{{\\\"A{i}\\\":\\\"1\\\"}}" },
        { "mounts", i => $"vdata:/{i}" },
        { "unknown fields", i => $"F\"field{i}\":[[{{}}]]" },
    };

    [Theory(Skip = "TEST_SCALE=small skips slow tests", SkipType = typeof(TestScale), SkipWhen = nameof(TestScale.IsSmall))]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public void Four_times_the_body_takes_about_four_times_as_long(string what, Func<int, string> item)
    {
        var small = Encoding.UTF8.GetBytes(Body(item, Small));
        var large = Encoding.UTF8.GetBytes(Body(item, 4 * Small));
        var reviewer = AdmissionReviews.CreateProcessor("--enable-xray-tracing");
        Assert.Null(reviewer.Process(small).Result.Problem);
        var ofSmall = Fastest(() => reviewer.Process(small));
        var ofLarge = Fastest(() => reviewer.Process(large));
        Assert.True(ofLarge < (Enough * ofSmall) + Noise, $"{what}: {ofSmall.TotalMilliseconds} ms, {ofLarge.TotalMilliseconds} ms");
    }

    private static TimeSpan Fastest(Action action)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            action();
            var elapsed = Environment.CpuUsage.TotalTime - start;
            fastest = elapsed < fastest ? elapsed : fastest;
        }

        return fastest;
    }

    // Each item goes to the place that its first letter names. The secrets differ in their dots only, so that their volumes want one name.
    private static string Body(Func<int, string> item, int size)
    {
        var places = "ALOCIPRVSpmejvF".ToDictionary(letter => letter, _ => new StringBuilder());
        for (var (i, length) = (0, 0); length < size; i++)
        {
            var text = item(i);
            length += text.Length;
            var place = places[text[0]];
            place.Append(place.Length == 0 ? "" : ",").Append(text, 1, text.Length - 1);
        }

        var secrets = string.Join(',', Enumerable.Range(0, 256).Select(number =>
            $"a{(number % 2 == 0 ? '.' : '-')}a{(number / 2 % 2 == 0 ? '.' : '-')}a:/s{number}").DistinctBy(mount => mount[..5]));
        string Annotation(string name, char letter) => places[letter].Length == 0 ? "" : $",\"appmesh.k8s.aws/{name}\":\"{places[letter]}\"";
        string Fields(char letter) => places[letter].Length == 0 ? "" : $",{places[letter]}";
        return AdmissionReviews.Create($$$"""
            {"metadata":{"name":"web","labels":{{{{places['L']}}}},"ownerReferences":[{{{places['O']}}}],"annotations":{"appmesh.k8s.aws/secretMounts":"{{{secrets}}}"
            {{{Fields('A')}}}{{{Annotation("ports", 'p')}}}{{{Annotation("egressIgnoredIPs", 'm')}}}{{{Annotation("sidecarEnv", 'e')}}}
            {{{(places['j'].Length == 0 ? "" : $",\"appmesh.k8s.aws/sidecarEnvJson\":\"[{places['j']}]\"")}}}{{{Annotation("volumeMounts", 'v')}}}}},
             "spec":{"containers":[{"name":"c","ports":[{{{places['P']}}}]{{{Fields('R')}}}}{{{Fields('C')}}}],"initContainers":[{{{places['I']}}}],
             "volumes":[{"name":"data"}{{{Fields('V')}}}],"imagePullSecrets":[{{{places['S']}}}]{{{Fields('F')}}}}}
            """);
    }
}
