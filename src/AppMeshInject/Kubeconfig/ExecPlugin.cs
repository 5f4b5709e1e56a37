using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Kubeconfig;

/// <summary>
/// A program that provides a token, a certificate, or both. It may prompt the user, so it inherits standard error.
/// </summary>
/// <remarks>
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
/// </remarks>
internal sealed class ExecPlugin
{
    private const int MaxOutputLength = 1024 * 1024;

    // The user may have to log in.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly ConfigEntry _exec;
    private readonly ExecVersion _version;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private ExecPlugin(ConfigEntry exec, ExecVersion version, IReadOnlyDictionary<string, string> environment) =>
        (_exec, _version, _environment) = (exec, version, environment);

    /// <summary>Reads an exec entry.</summary>
    /// <param name="exec">The entry.</param>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="KubeconfigException">The entry is invalid, or its API version is not supported.</exception>
    public static ExecPlugin Read(ConfigEntry exec, IReadOnlyDictionary<string, string> environment)
    {
        exec.GetRequiredString("command");
        return new ExecPlugin(exec, ExecVersion.Read(exec), environment);
    }

    /// <summary>Runs the plugin and returns its credentials.</summary>
    /// <exception cref="KubeconfigException">The plugin cannot be run, fails, or prints no credentials.</exception>
    public async Task<Identity> RunAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var output = await GetOutputAsync(access, cancellation);
        try
        {
            var credential = JsonSerializer.Deserialize(output, ExecCredentialJson.Default.ExecCredential);
            if (credential?.ApiVersion != _version.Name || credential.Kind != ExecCredential.KindName)
            {
                throw CreateOutputError();
            }

            var identity = CreateIdentity(credential.Status);
            return identity.Authorization is not null || identity.Certificate is not null
                ? identity
                : throw CreateError("printed neither a token nor a certificate with its key");
        }
        catch (JsonException)
        {
            throw CreateOutputError();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw CreateError("printed a certificate and key that are not a PEM pair");
        }
    }

    private static Identity CreateIdentity(ExecStatus? status) => new()
    {
        Authorization = status?.Token is { Length: > 0 } token ? $"Bearer {token}" : null,
        Certificate =
            status is { ClientCertificateData: { Length: > 0 } certificate, ClientKeyData: { Length: > 0 } key }
                ? ClientCertificate.Parse(certificate, key)
                : null,
    };

    private async Task<string> GetOutputAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var isInteractive = _version.IsInteractive(_exec);
        using var process = Start(CreateStartInfo(access, isInteractive));
        if (!isInteractive)
        {
            process.StandardInput.Close();
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            var output = await ReadAsync(process.StandardOutput, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0
                ? output
                : throw CreateError($"failed with exit code {process.ExitCode}; see its output above");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw CreateError($"did not finish within {Timeout.TotalMinutes} minutes");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo CreateStartInfo(ClusterAccess access, bool isInteractive)
    {
        var start = new ProcessStartInfo(FindProgram(), _exec.GetStrings("args"))
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = !isInteractive,
        };
        foreach (var variable in _exec.GetEntries("env"))
        {
            start.Environment[variable.GetRequiredString("name")] = variable.GetString("value") ?? "";
        }

        var cluster = _exec.GetBoolean("provideClusterInfo") ? ExecCluster.From(access) : null;
        var info = new ExecCredential(_version.Name, ExecCredential.KindName)
        {
            Spec = new ExecSpec(isInteractive, cluster),
        };
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(
            info, ExecCredentialJson.Default.ExecCredential);
        return start;
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw CreateError($"cannot be run: {exception.Message}");
        }
    }

    private async Task<string> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var buffer = new char[MaxOutputLength];
        var length = await output.ReadBlockAsync(buffer, cancellation);
        return length < MaxOutputLength ? new string(buffer, 0, length) : throw CreateError("printed more than 1 MiB");
    }

    private string FindProgram()
    {
        var command = _exec.GetRequiredString("command");
        if (command.Contains('/'))
        {
            return Path.Combine(_exec.Folder, command);
        }

        return ProgramPath.Find(command, _environment.GetValueOrDefault("PATH", ""))
            ?? throw CreateError("is not an executable file on the PATH");
    }

    private KubeconfigException CreateOutputError() =>
        CreateError($"did not print an ExecCredential of {_version.Name}");

    private KubeconfigException CreateError(string problem)
    {
        var hint = _exec.GetString("installHint") is { } text ? $"; {text.Trim()}" : "";
        return _exec.CreateError($"plugin {ValidationError.Quote(_exec.GetRequiredString("command"))} {problem}{hint}");
    }
}
