using System.Net;
using AppMeshInject.Certificates;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Deploy;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

public sealed class CertificateReloadTests : IDisposable
{
    private const string Changed = "the certificate changed: CN=AppMeshInject test server is served";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task New_files_are_served_half_a_pair_is_not_and_an_open_connection_goes_on()
    {
        using var first = new TestCertificate(_folder.FullName);
        await using var program = await StartAsync(first.CertificateFile, first.KeyFile);
        using var openConnection = first.CreateClient(program.Port);
        await AssertAnswersAsync(openConnection);
        var firstServed = await program.GetServedThumbprintAsync();

        // Half a pair: the new certificate with the old key.
        var oldKey = await File.ReadAllTextAsync(first.KeyFile);
        using var second = new TestCertificate(_folder.FullName);
        var newKey = await File.ReadAllTextAsync(second.KeyFile);
        await File.WriteAllTextAsync(second.KeyFile, oldKey);
        await RunningProgram.WaitUntilAsync(() => LogHasAsync(program, "the last good one is served on"), () => program.Log);
        Assert.Equal(firstServed, await program.GetServedThumbprintAsync());

        await File.WriteAllTextAsync(second.KeyFile, newKey);
        await RunningProgram.WaitUntilAsync(() => LogHasAsync(program, Changed), () => program.Log);
        Assert.NotEqual(firstServed, await program.GetServedThumbprintAsync());

        await AssertAnswersAsync(openConnection);
        using var newConnection = second.CreateClient(program.Port);
        await AssertAnswersAsync(newConnection);
    }

    [Fact]
    public async Task A_projected_volume_is_followed_where_the_kubelet_swaps_its_link()
    {
        // https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/atomic_writer.go
        using var first = new TestCertificate(_folder.CreateSubdirectory("..first").FullName);
        using var second = new TestCertificate(_folder.CreateSubdirectory("..second").FullName);
        var data = Path.Combine(_folder.FullName, "..data");
        File.CreateSymbolicLink(data, "..first");
        var certificate = File.CreateSymbolicLink(Path.Combine(_folder.FullName, "tls.crt"), "..data/tls.crt");
        var key = File.CreateSymbolicLink(Path.Combine(_folder.FullName, "tls.key"), "..data/tls.key");
        await using var program = await StartAsync(certificate.FullName, key.FullName);
        var firstServed = await program.GetServedThumbprintAsync();

        var newData = File.CreateSymbolicLink(Path.Combine(_folder.FullName, "..data_tmp"), "..second").FullName;
        // .NET moves no link over another one at once.
        Assert.Equal(0, Tool.Run("mv", ["--no-target-directory", newData, data])!.ExitCode);

        await RunningProgram.WaitUntilAsync(() => LogHasAsync(program, Changed), () => program.Log);
        Assert.NotEqual(firstServed, await program.GetServedThumbprintAsync());
        using var newConnection = second.CreateClient(program.Port);
        await AssertAnswersAsync(newConnection);
    }

    [Fact]
    public void A_file_that_is_missing_is_told_of_once()
    {
        using var pair = new TestCertificate(_folder.FullName);
        var log = new FakeLogger<CertificateReload>();
        using var reload = new CertificateReload(new CertificateFiles(pair.CertificateFile, pair.KeyFile), new ServingCertificate(), TimeProvider.System, log);
        reload.Reload();
        var key = File.ReadAllText(pair.KeyFile);
        File.Delete(pair.KeyFile);
        reload.Reload();
        reload.Reload();
        Assert.Equal(2, log.Collector.Count);
        Assert.Contains($"{pair.KeyFile} cannot be read", log.LatestRecord.Message, StringComparison.Ordinal);

        // The same pair again is no news, and what is wrong after that is.
        File.WriteAllText(pair.KeyFile, key);
        reload.Reload();
        File.Delete(pair.KeyFile);
        reload.Reload();
        Assert.Equal(3, log.Collector.Count);
    }

    private static Task<RunningProgram> StartAsync(string certificate, string key) =>
        RunningProgram.StartReadyAsync(["--mesh-name=m", $"--tlscert={certificate}", $"--tlskey={key}"]);

    private static Task<bool> LogHasAsync(RunningProgram program, string text) =>
        Task.FromResult(program.Log.Contains(text, StringComparison.Ordinal));

    private static async Task AssertAnswersAsync(HttpClient client)
    {
        using var review = ReviewContent.CreateExample();
        using var response = await client.PostAsync("/mutate", review);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
