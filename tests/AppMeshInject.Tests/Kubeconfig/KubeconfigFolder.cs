using AppMeshInject.Kubeconfig;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Tests.Kubeconfig;

/// <summary>A temporary folder with kubeconfig files, the certificate of a fake API server, and exec plugins.</summary>
internal sealed class KubeconfigFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-kubeconfig-");

    public KubeconfigFolder()
    {
        Certificate = new TestCertificate(_folder.FullName);
        Write("ca.crt", Certificate.CaPem);
    }

    public TestCertificate Certificate { get; }

    /// <summary>The start of the PATH, before this folder; ends with a colon if it is not empty.</summary>
    public string PathPrefix { get; set; } = "";

    /// <summary>The environment variables, in which KUBECONFIG names the file "config" of this folder.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["KUBECONFIG"] = GetPath("config"),
        ["PATH"] = $"{PathPrefix}{_folder.FullName}:/usr/bin:/bin",
    };

    public string GetPath(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(GetPath(name), text);
        return GetPath(name);
    }

    /// <summary>Writes a kubeconfig with one context.</summary>
    public string WriteConfig(
        Uri server,
        string user = "{token: secret-token}",
        string cluster = "certificate-authority: ca.crt",
        string name = "config") => Write(name, $$$"""
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {cluster: here, user: me, namespace: shop}}]
        clusters: [{name: here, cluster: {server: "{{{server.OriginalString}}}", {{{cluster}}}}}]
        users: [{name: me, user: {{{user}}}}]
        """);

    /// <summary>Writes an executable shell script.</summary>
    public string WriteScript(string name, string script)
    {
        var path = Write(name, "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public ClusterAccess Read(string? file = null, string? context = null) =>
        KubeconfigReader.Read(file, context, Environment);

    public string GetError(string? file = null, string? context = null) =>
        Xunit.Assert.Throws<KubeconfigException>(() => Read(file, context)).Message;

    public void Dispose()
    {
        Certificate.Dispose();
        _folder.Delete(recursive: true);
    }
}
