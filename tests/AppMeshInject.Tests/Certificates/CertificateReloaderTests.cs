using System.Net;
using AppMeshInject.Certificates;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Deploy;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests the reload of changed certificate files.</summary>
public sealed class CertificateReloaderTests : IDisposable
{
    private const string Reloaded = "Reloaded the certificate files: now serving CN=AppMeshInject test server";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Changed_files_are_served_to_new_connections_but_not_while_the_key_does_not_match()
    {
        using var first = new TestCertificate(_folder.FullName);
        await using var program = await StartAsync(first.CertificateFile, first.KeyFile);
        using var openConnection = first.CreateClient(program.Port);
        await AssertRespondsAsync(openConnection);
        var firstServed = await program.GetServedThumbprintAsync();

        // The new certificate with the old key, as while the files are being replaced.
        var oldKey = await File.ReadAllTextAsync(first.KeyFile);
        using var second = new TestCertificate(_folder.FullName);
        var newKey = await File.ReadAllTextAsync(second.KeyFile);
        await File.WriteAllTextAsync(second.KeyFile, oldKey);
        await RunningProgram.WaitUntilAsync(
            () => LogContainsAsync(program, "still serving the previous certificate"), () => program.Log);
        Assert.Equal(firstServed, await program.GetServedThumbprintAsync());

        await File.WriteAllTextAsync(second.KeyFile, newKey);
        await RunningProgram.WaitUntilAsync(() => LogContainsAsync(program, Reloaded), () => program.Log);
        Assert.NotEqual(firstServed, await program.GetServedThumbprintAsync());

        await AssertRespondsAsync(openConnection);
        using var newConnection = second.CreateClient(program.Port);
        await AssertRespondsAsync(newConnection);
    }

    [Fact]
    public async Task Certificate_is_reloaded_when_the_kubelet_updates_a_projected_volume()
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

        // .NET cannot replace a link atomically.
        Assert.Equal(0, Tool.Run("mv", ["--no-target-directory", newData, data])!.ExitCode);

        await RunningProgram.WaitUntilAsync(() => LogContainsAsync(program, Reloaded), () => program.Log);
        Assert.NotEqual(firstServed, await program.GetServedThumbprintAsync());
        using var newConnection = second.CreateClient(program.Port);
        await AssertRespondsAsync(newConnection);
    }

    [Fact]
    public void Missing_file_is_logged_once()
    {
        using var pair = new TestCertificate(_folder.FullName);
        var log = new FakeLogger<CertificateReloader>();
        using var reloader = new CertificateReloader(
            new CertificateFiles(pair.CertificateFile, pair.KeyFile),
            new ServingCertificate(),
            TimeProvider.System,
            log);
        reloader.ReloadIfChanged();
        var key = File.ReadAllText(pair.KeyFile);
        File.Delete(pair.KeyFile);
        reloader.ReloadIfChanged();
        reloader.ReloadIfChanged();
        Assert.Equal(2, log.Collector.Count);
        Assert.Contains($"{pair.KeyFile}: cannot be read", log.LatestRecord.Message, StringComparison.Ordinal);

        // Unchanged files are not logged. A later problem is logged again.
        File.WriteAllText(pair.KeyFile, key);
        reloader.ReloadIfChanged();
        File.Delete(pair.KeyFile);
        reloader.ReloadIfChanged();
        Assert.Equal(3, log.Collector.Count);
    }

    private static Task<RunningProgram> StartAsync(string certificate, string key) =>
        RunningProgram.StartReadyAsync(["--mesh-name=m", $"--tlscert={certificate}", $"--tlskey={key}"]);

    private static Task<bool> LogContainsAsync(RunningProgram program, string text) =>
        Task.FromResult(program.Log.Contains(text, StringComparison.Ordinal));

    private static async Task AssertRespondsAsync(HttpClient client)
    {
        using var review = ReviewContent.CreateExample();
        using var response = await client.PostAsync("/mutate", review);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
