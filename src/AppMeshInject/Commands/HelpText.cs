using System.Text;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The help of the program and of its commands. What it says of the settings comes from their catalogue.</summary>
public static class HelpText
{
    private const string About = """
        appmesh-inject adds the Envoy proxy of AWS App Mesh to Kubernetes pods.

        """;

    private const string ExitCodes = """

        Exit codes:
          0  done; for inject and explain also where a workload is left as it is, such as one that is
             disabled
          1  inject or explain refused a workload: an annotation of it is malformed, or no mesh is named;
             explain found a pod without the sidecar that it should carry; check found something to
             mend; serve cannot listen on its ports
          2  a command, flag, setting, certificate, file or cluster cannot be used; inject printed no
             manifests; check could not look at everything, and found nothing in the rest

        """;

    private const string Commands = """

        Usage: appmesh-inject [COMMAND] [FLAGS]

        Commands:
          serve    runs the admission webhook; the command where none is named
          inject   injects manifests, from files or standard input to standard output
          explain  tells why a workload is injected, left as it is or refused
          check    looks for what is wrong with the injector in a cluster, and tells how to mend it
          help     prints this text, or that of a command: appmesh-inject help inject

        Flags:
          -h, --help   prints this text; behind a command, that command's flags and settings
          --version    prints the version

        """;

    private const string Inject = """

        Usage: appmesh-inject inject [FLAGS] FILE...

        Injects the Pods and the pod templates of Deployments, ReplicaSets, ReplicationControllers,
        StatefulSets, DaemonSets, Jobs and CronJobs in manifests, as the webhook would inject their
        pods, and prints the manifests. It reads YAML or JSON, with many documents or Lists; - stands
        for standard input. It asks no cluster, so the labels of namespaces do not matter, and
        `native-sidecar=auto` needs `kubernetes-version`.

        Objects that are no workloads are printed as they are, and so are workloads that are refused. A
        YAML document to which nothing is added keeps every letter; others lose their comments, and their
        aliases are written out. What became of each workload is told on standard error, a line for each
        and one more for each warning:

          deployment/web in default: Injected, virtual node default-web
          deployment/web in default: warning: ...

        Example, which applies nothing where a workload is refused:

          appmesh-inject inject --mesh-name=mynewmesh app.yaml > meshed.yaml && kubectl apply -f meshed.yaml

        """;

    private const string Explain = """

        Usage: appmesh-inject explain [FLAGS] FILE...
               appmesh-inject explain [FLAGS] --namespace=NAMESPACE POD...

        Answers why a workload is injected, left as it is or refused: it prints the rules in order, what
        each looked at and which decided, what would be added, every warning and every fault.

        Manifests are read as inject reads them; - stands for standard input. They are explained with the
        settings given here.

        A POD is one of a cluster, found through your kubeconfig; pod/NAME is one even where a file has the
        name. It is explained with the settings of the injector there, with what it carries, and with
        whether the injector was asked at all, which the label of its namespace decides.

        Examples:

          appmesh-inject explain --mesh-name=mynewmesh app.yaml
          appmesh-inject explain --namespace=shop web-7d4b9c6f5-x2x7k

        """;

    private const string Check = """

        Usage: appmesh-inject check [FLAGS]

        Looks at the installation in the cluster of your kubeconfig: the webhook configuration and its
        Service, the replicas and their settings, the namespaces that have opted in and the pods that run
        there. Creates a pod in one of them as a dry run, of which nothing stays, to see whether the API
        server reaches and trusts the injector. Prints each finding with a code, what is wrong and how to
        mend it.

        """;

    private const string Serve = """

        Usage: appmesh-inject [serve] [FLAGS]

        Runs the admission webhook until it is told to stop. The log goes to standard output; faults in
        the settings go to standard error, one line each, and stop the start.

        """;

    /// <summary>The option that prints a command's help.</summary>
    internal static CommandOption Option { get; } = new("help", "h", null, "Prints this text");

    /// <summary>The help of the program.</summary>
    public static string OfProgram() => About + Commands + ExitCodes;

    /// <summary>The help of <c>inject</c>.</summary>
    public static string OfInject() => OfCommand(Inject, InjectCommand.Options);

    /// <summary>The help of <c>explain</c>.</summary>
    public static string OfExplain() => OfCommand(Explain, ExplainCommand.Options);

    /// <summary>The help of <c>check</c>.</summary>
    public static string OfCheck() => WithOptions(Check, CheckCommand.Options).Append(ExitCodes).ToString();

    /// <summary>The help of <c>serve</c>.</summary>
    public static string OfServe() => OfCommand(Serve, [Option]);

    private static string OfCommand(string usage, IReadOnlyList<CommandOption> options)
    {
        var help = WithOptions(usage, options);
        help.Append("""

            Settings, written --name=value or --name value; of one that is given twice the last wins. A flag
            wins over the environment variables named with it, and a pod's annotation over both. A flag whose
            values are true and false means true when it is bare, and takes a value only with =.

            """);
        foreach (var (heading, settings) in SettingsCatalogue.Groups)
        {
            help.Append('\n').Append(heading).Append(":\n");
            foreach (var setting in settings)
            {
                SettingsHelp.Append(help, setting);
            }
        }

        return help.Append(ExitCodes).ToString();
    }

    private static StringBuilder WithOptions(string usage, IReadOnlyList<CommandOption> options)
    {
        var help = new StringBuilder(About).Append(usage).Append("\nFlags:\n");
        foreach (var option in options)
        {
            SettingsHelp.Append(help, option);
        }

        return help;
    }
}
