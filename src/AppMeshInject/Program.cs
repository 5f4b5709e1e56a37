using System.Collections;
using AppMeshInject.Commands;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
return await ServeCommand.RunAsync(args is ["serve", .. var rest] ? rest : args, environment);
