using System.Net;
using AppMeshInject.Testing.Processes;
using Xunit;

namespace AppMeshInject.Tests.Serving;

public sealed class CertificateReloadTests
{
    [Fact]
    public async Task New_files_are_served_half_a_pair_is_not_and_an_open_connection_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
        try
        {
            using var first = new TestCertificate(folder.FullName);
            await using var program = await RunningProgram.StartReadyAsync(
                ["--mesh-name=m", $"--tlscert={first.CertificateFile}", $"--tlskey={first.KeyFile}"]);
            using var openConnection = first.CreateClient(program.Port);
            await AssertAnswersAsync(openConnection);
            var firstServed = await program.ServedThumbprintAsync();

            // Half a pair: the new certificate with the old key.
            var oldKey = await File.ReadAllTextAsync(first.KeyFile);
            using var second = new TestCertificate(folder.FullName);
            var newKey = await File.ReadAllTextAsync(second.KeyFile);
            await File.WriteAllTextAsync(second.KeyFile, oldKey);
            await RunningProgram.UntilAsync(() => LogHasAsync(program, "the last good one is served on"), () => program.Log);
            Assert.Equal(firstServed, await program.ServedThumbprintAsync());

            await File.WriteAllTextAsync(second.KeyFile, newKey);
            await RunningProgram.UntilAsync(() => LogHasAsync(program, "the certificate changed: CN=AppMeshInject test server is served"), () => program.Log);
            Assert.NotEqual(firstServed, await program.ServedThumbprintAsync());

            await AssertAnswersAsync(openConnection);
            using var newConnection = second.CreateClient(program.Port);
            await AssertAnswersAsync(newConnection);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<bool> LogHasAsync(RunningProgram program, string text) =>
        Task.FromResult(program.Log.Contains(text, StringComparison.Ordinal));

    private static async Task AssertAnswersAsync(HttpClient client)
    {
        using var review = ReviewContent.Example();
        using var response = await client.PostAsync("/mutate", review);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
