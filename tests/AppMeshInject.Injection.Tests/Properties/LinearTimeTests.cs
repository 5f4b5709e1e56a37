using System.Text;
using AppMeshInject.Injection.Tests.Reviews;

namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>
/// Verifies that four times the input takes about four times as long. The limit is a factor of 12, which allows for a
/// garbage collection and still detects quadratic time, a factor of 16. The test measures CPU time and runs alone, so
/// that other load on the machine does not matter.
/// </summary>
[Collection(nameof(LinearTimeTests))]
[CollectionDefinition(nameof(LinearTimeTests), DisableParallelization = true)]
public sealed class LinearTimeTests
{
    private const int Small = 1024 * 1024;
    private const double MaxFactor = 12;
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(200);

    public static TheoryData<string, Func<int, string>> Bodies => new()
    {
        { "unknown annotations", i => $"A\"appmesh.k8s.aws/unknown-annotation-{i}\":\"\"" },
        { "escaped annotations", i => $"A\"\\u0061ppmesh.k8s.aws/p{i}\":\"\"" },
        { "annotations without the prefix", i => $"A\"example.com/{i}\":\"x\"" },
        { "labels", i => $"L\"{i}\":\"x\"" },
        { "owners", i => $"O{{\"kind\":\"ReplicaSet\",\"name\":\"web-{i}\"}}" },
        {
            "containers",
            i => $"C{{\"name\":\"c{i}\",\"ports\":[{{\"containerPort\":{i % 65535}}}],"
                + $"\"readinessProbe\":{{\"grpc\":{{\"port\":{i % 65535}}}}}}}"
        },
        { "containers named envoy", _ => "C{\"name\":\"envoy\"}" },
        { "init containers", i => $"I{{\"name\":\"c{i}\",\"securityContext\":{{\"runAsUser\":1337}}}}" },
        { "ports", i => $"P{{\"containerPort\":{i % 65535 + 1}}}" },
        { "ports that are the same", _ => "P{\"containerPort\":80}" },
        {
            "ports and probes by name",
            i => i % 2 == 0
                ? $"P{{\"name\":\"abcdefg{i}\",\"containerPort\":80}}"
                : "R\"readinessProbe\":{\"grpc\":{\"port\":\"abcdefgh\"}}"
        },
        { "volumes", i => $"V{{\"name\":\"a-a-a-{i}\"}}" },
        { "pull secrets", i => $"S{{\"name\":\"s{i}\"}}" },
        { "ports in an annotation", i => $"p{i % 65535 + 1}" },
        { "items in an annotation", _ => "m" },
        { "variables", i => $"eA{i}=1" },
        { "variables in JSON", i => $"j{{\\\"A{i}\\\":\\\"1\\\"}}" },
        { "mounts", i => $"vdata:/{i}" },
        { "unknown fields", i => $"F\"field{i}\":[[{{}}]]" },
    };

    [Theory(
        Skip = "TEST_SCALE=small skips slow tests", SkipType = typeof(TestScale), SkipWhen = nameof(TestScale.IsSmall))]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public void Process_time_is_linear_in_the_size_of_the_body(string input, Func<int, string> item)
    {
        var small = Encoding.UTF8.GetBytes(CreateBody(item, Small));
        var large = Encoding.UTF8.GetBytes(CreateBody(item, 4 * Small));
        var processor = AdmissionReviews.CreateProcessor("--enable-xray-tracing");
        Assert.Null(processor.Process(small).Result.Problem);
        var smallTime = MeasureFastest(() => processor.Process(small));
        var largeTime = MeasureFastest(() => processor.Process(large));
        Assert.True(
            largeTime < (MaxFactor * smallTime) + Noise,
            $"{input}: {smallTime.TotalMilliseconds} ms, {largeTime.TotalMilliseconds} ms");
    }

    private static TimeSpan MeasureFastest(Action action)
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

    // The first letter of an item selects its position in the pod. The secrets differ only in dots, so that the
    // preferred names of their volumes are the same.
    private static string CreateBody(Func<int, string> item, int size)
    {
        var positions = "ALOCIPRVSpmejvF".ToDictionary(letter => letter, _ => new StringBuilder());
        for (var (i, length) = (0, 0); length < size; i++)
        {
            var text = item(i);
            length += text.Length;
            var target = positions[text[0]];
            target.Append(target.Length == 0 ? "" : ",").Append(text, 1, text.Length - 1);
        }

        var mounts = Enumerable.Range(0, 256)
            .Select(number => $"a{(number % 2 == 0 ? '.' : '-')}a{(number / 2 % 2 == 0 ? '.' : '-')}a:/s{number}")
            .DistinctBy(mount => mount[..5]);
        var secrets = string.Join(',', mounts);
        string Annotation(string name, char letter) =>
            positions[letter].Length == 0 ? "" : $",\"appmesh.k8s.aws/{name}\":\"{positions[letter]}\"";
        string Fields(char letter) => positions[letter].Length == 0 ? "" : $",{positions[letter]}";
        return AdmissionReviews.Create($$$"""
            {"metadata":{"name":"web","labels":{{{{positions['L']}}}},"ownerReferences":[{{{positions['O']}}}],
             "annotations":{"appmesh.k8s.aws/secretMounts":"{{{secrets}}}"
            {{{Fields('A')}}}{{{Annotation("ports", 'p')}}}{{{Annotation("egressIgnoredIPs", 'm')}}}
            {{{Annotation("sidecarEnv", 'e')}}}
            {{{(positions['j'].Length == 0 ? "" : $",\"appmesh.k8s.aws/sidecarEnvJson\":\"[{positions['j']}]\"")}}}
            {{{Annotation("volumeMounts", 'v')}}}}},
             "spec":{"containers":[{"name":"c","ports":[{{{positions['P']}}}]{{{Fields('R')}}}}{{{Fields('C')}}}],
             "initContainers":[{{{positions['I']}}}],
             "volumes":[{"name":"data"}{{{Fields('V')}}}],"imagePullSecrets":[{{{positions['S']}}}]{{{Fields('F')}}}}}
            """);
    }
}
