using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Manifests;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>inject</c>: reads manifests and prints them with sidecars.</summary>
public static class InjectCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments that follow the command's name.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output: manifests, or the help.</param>
    /// <param name="error">Standard error: decisions, warnings and errors.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        IReadOnlyList<string> arguments, TextReader input, TextWriter output, TextWriter error,
            IReadOnlyDictionary<string, string> environment)
    {
        var line = CommandLine.Parse(arguments, InjectOptions.All);
        if (line.Options.ContainsKey(HelpOption.Instance.Name))
        {
            output.Write(HelpText.GetInjectHelp());
            return ExitCode.Success;
        }

        var settings = SettingsLoader.Load(line.Settings, environment);
        var errors = line.Errors.Concat(InjectOptions.Validate(line)).Concat(settings.Errors).ToList();
        if (errors.Count > 0)
        {
            errors.ForEach(message => error.WriteLine($"error: {message}"));
            return ExitCode.InvalidInput;
        }

        foreach (var notice in settings.Notices)
        {
            error.WriteLine($"warning: {notice}");
        }

        var @namespace = line.Options.GetValueOrDefault(InjectOptions.Namespace.Name, "default");
        var injector = new ManifestInjector(
            new Injector(settings.Settings, ClusterInfo.FromSettings(settings.Settings)), @namespace);
        return Inject(line, injector, input, output, error);
    }

    // Prints only after all files are read and decided, so that a partial result is never applied.
    private static int Inject(
        CommandLine line, ManifestInjector injector, TextReader input, TextWriter output, TextWriter error)
    {
        var results = new List<WorkloadResult>();
        var withoutWorkload = new List<string>();
        ManifestWriter? writer = null;
        foreach (var file in line.Operands)
        {
            try
            {
                var manifest = InputFile.Read(file, input);
                var before = results.Count;
                writer ??= new ManifestWriter(GetFormat(line) ?? manifest.Format);
                foreach (var document in manifest.Documents)
                {
                    results.AddRange(injector.Inject(document));
                    writer.Write(document);
                }

                if (results.Count == before)
                {
                    withoutWorkload.Add(file);
                }
            }
            catch (Exception exception) when (InputFile.GetProblem(exception) is { } problem)
            {
                error.WriteLine(TextSanitizer.Sanitize($"error: {InputFile.GetDisplayName(file)}: {problem}"));
                return ExitCode.InvalidInput;
            }
        }

        withoutWorkload.ForEach(
            file =>
                error.WriteLine(
                    TextSanitizer.Sanitize(
                        $"{InputFile.GetDisplayName(file)}: contains no workload; printed unchanged")));
        results.ForEach(result => WorkloadResultText.Write(result, error));
        output.Write(writer?.Text);
        return results.TrueForAll(result => result.Decision.IsAllowed) ? ExitCode.Success : ExitCode.Failure;
    }

    private static ManifestFormat? GetFormat(CommandLine line) =>
        line.Options.GetValueOrDefault(InjectOptions.Output.Name) switch
        {
            "json" => ManifestFormat.Json,
            "yaml" => ManifestFormat.Yaml,
            _ => null,
        };
}
