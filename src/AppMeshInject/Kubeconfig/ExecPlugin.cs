using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Kubeconfig;

/// <summary>A program that tells who asks: a token, a certificate, or both. It may talk to a person, so its standard error is ours.</summary>
/// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins</remarks>
internal sealed class ExecPlugin
{
    private const int LongestAnswer = 1024 * 1024;

    private readonly ConfigEntry _exec;
    private readonly ExecVersion _version;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private ExecPlugin(ConfigEntry exec, ExecVersion version, IReadOnlyDictionary<string, string> environment) =>
        (_exec, _version, _environment) = (exec, version, environment);

    /// <summary>How long it may take; a person may have to log in meanwhile.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <exception cref="KubeconfigException">It is malformed, or of a version that is not known.</exception>
    public static ExecPlugin Read(ConfigEntry exec, IReadOnlyDictionary<string, string> environment)
    {
        exec.Needed("command");
        return new ExecPlugin(exec, ExecVersion.Read(exec), environment);
    }

    /// <summary>Asks the program.</summary>
    /// <exception cref="KubeconfigException">It cannot be run, fails, or answers with something else.</exception>
    public async Task<Identity> AskAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var answer = await RunAsync(access, cancellation);
        try
        {
            var credential = JsonMembers.Read(Encoding.UTF8.GetBytes(answer), ExecCredential.Read);
            if (credential.ApiVersion != _version.Name || credential.Kind != ExecCredential.KindName)
            {
                throw NoCredential();
            }

            var identity = IdentityIn(credential.Status);
            return identity.Authorization is not null || identity.Certificate is not null
                ? identity
                : throw Fault("printed neither a token nor a certificate with its key");
        }
        catch (JsonException)
        {
            throw NoCredential();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Fault($"printed no certificate and its key in PEM: {exception.Message}");
        }
    }

    private static Identity IdentityIn(ExecStatus? status) => new()
    {
        Authorization = status?.Token is { Length: > 0 } token ? $"Bearer {token}" : null,
        Certificate = status is { ClientCertificateData: { Length: > 0 } certificate, ClientKeyData: { Length: > 0 } key }
            ? ClientCertificate.Of(certificate, key)
            : null,
    };

    private async Task<string> RunAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var isInteractive = _version.IsInteractive(_exec);
        var start = new ProcessStartInfo(Find(), _exec.Texts("args")) { RedirectStandardOutput = true, RedirectStandardInput = !isInteractive };
        foreach (var variable in _exec.Entries("env"))
        {
            start.Environment[variable.Needed("name")] = variable.Text("value") ?? "";
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = ExecInfo.Write(_version, isInteractive, _exec.Flag("provideClusterInfo") ? access : null);
        using var process = Start(start);
        if (!isInteractive)
        {
            process.StandardInput.Close();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await ReadAsync(process.StandardOutput, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? answer : throw Fault($"failed with exit code {process.ExitCode}; what it says stands above");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Fault($"did not answer within {Patience.TotalMinutes} minutes");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Fault($"cannot be run: {exception.Message}");
        }
    }

    private async Task<string> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var answer = new char[LongestAnswer];
        var length = await output.ReadBlockAsync(answer, cancellation);
        return length < LongestAnswer ? new string(answer, 0, length) : throw Fault("printed more than 1 MiB");
    }

    private string Find()
    {
        var command = _exec.Needed("command");
        if (command.Contains('/'))
        {
            return Path.Combine(_exec.Folder, command);
        }

        return ProgramPath.Find(command, _environment.GetValueOrDefault("PATH", "")) ?? throw Fault("is not on the PATH as a file that can be executed");
    }

    private KubeconfigException NoCredential() => Fault($"printed something else than an ExecCredential of {_version.Name}");

    private KubeconfigException Fault(string problem)
    {
        var hint = _exec.Text("installHint") is { } text ? $"; {text.Trim()}" : "";
        return _exec.Fault($"the plugin {Injection.Parsing.ValidationError.Quote(_exec.Needed("command"))} {problem}{hint}");
    }
}
