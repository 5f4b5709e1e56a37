namespace AppMeshInject.Commands;

/// <summary>The fixed sections of the help texts.</summary>
internal static class HelpUsage
{
    /// <summary>The first line of every help text.</summary>
    public const string About = """
        appmesh-inject adds the Envoy proxy of AWS App Mesh to Kubernetes pods.

        """;

    /// <summary>The usage of the program; a list of the commands follows.</summary>
    public const string ProgramUsage = """

        Usage: appmesh-inject [COMMAND] [FLAGS]

        Commands:

        """;

    /// <summary>The flags of the program.</summary>
    public const string ProgramFlags = """

        Flags:
          -h, --help   prints this text; after a command, the flags and settings of that command
          --version    prints the version

        """;

    /// <summary>The exit codes of all commands.</summary>
    public const string ExitCodes = """

        Exit codes:
          0  success; inject and explain also return 0 for skipped workloads
          1  inject or explain rejected a workload, because an annotation is malformed or no mesh is set;
             explain found a pod that should have a sidecar but has none; check found problems;
             serve cannot listen on its ports
          2  a command, flag, setting, certificate, file or cluster cannot be used; inject printed no
             manifests; check could not read everything and found no problem in what it read

        """;

    /// <summary>The usage of <c>inject</c>.</summary>
    public const string InjectUsage = """

        Usage: appmesh-inject inject [FLAGS] FILE...

        Adds sidecars to the Pods and pod templates of Deployments, ReplicaSets, ReplicationControllers,
        StatefulSets, DaemonSets, Jobs and CronJobs in manifests, exactly as the webhook does, and prints
        the manifests. Reads YAML and JSON, with several documents and Lists. FILE - is standard input.
        The command does not contact a cluster: it ignores the labels of namespaces, and
        `native-sidecar=auto` needs `kubernetes-version`.

        Other objects and rejected workloads are printed unchanged. A YAML document without a change keeps
        its exact text; a changed one loses its comments, and its aliases are expanded. The result of each
        workload goes to standard error, one line each, plus one line for each warning:

          deployment/web in default: Injected, virtual node default-web
          deployment/web in default: warning: ...

        Example, which applies nothing if a workload is rejected:

          appmesh-inject inject --mesh-name=mynewmesh app.yaml > meshed.yaml && kubectl apply -f meshed.yaml

        """;

    /// <summary>The usage of <c>explain</c>.</summary>
    public const string ExplainUsage = """

        Usage: appmesh-inject explain [FLAGS] FILE...
               appmesh-inject explain [FLAGS] --namespace=NAMESPACE POD...

        Explains why a workload is injected, skipped or rejected. Prints the rules in order with their
        inputs, the rule that matched, the additions, and all warnings and errors.

        FILE is a manifest, read as by inject; - is standard input. The settings are those given here.

        POD is a pod of the cluster of your kubeconfig. Write pod/NAME if a file of the same name exists.
        The settings are those of the injector in the cluster. The output also shows the sidecars that the
        pod has, and whether the API server calls the injector for the namespace.

        Examples:

          appmesh-inject explain --mesh-name=mynewmesh app.yaml
          appmesh-inject explain --namespace=shop web-7d4b9c6f5-x2x7k

        """;

    /// <summary>The usage of <c>check</c>.</summary>
    public const string CheckUsage = """

        Usage: appmesh-inject check [FLAGS]

        Checks the installation in the cluster of your kubeconfig: the webhook configuration and its
        Service, the replicas and their settings, the namespaces that opted in, and their pods. Creates a
        pod with a server-side dry run, which stores nothing, to test whether the API server reaches and
        trusts the injector. Prints each finding with a code, the problem and a fix.

        """;

    /// <summary>The usage of <c>serve</c>.</summary>
    public const string ServeUsage = """

        Usage: appmesh-inject [serve] [FLAGS]

        Runs the admission webhook until it receives SIGTERM. The log goes to standard output. Invalid
        settings go to standard error, one line each, and prevent the start.

        """;

    /// <summary>The introduction to the list of settings.</summary>
    public const string SettingsIntroduction = """

        Settings, written --name=value or --name value. The last value wins. A flag overrides the
        environment variables listed with it; the annotation of a pod overrides both. A boolean flag
        without a value means true; write a value with =.

        """;
}
