using System.Globalization;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Puts together the environment of a container, in the order of the calls.</summary>
internal sealed class EnvironmentBuilder(int capacity)
{
    private const string FieldReference = "ref:";

    private readonly List<EnvironmentVariable> _variables = new(capacity);

    public IReadOnlyList<EnvironmentVariable> Variables => _variables;

    /// <summary>Adds a variable whose value the container is to see as it is here.</summary>
    public EnvironmentBuilder Add(string name, string value)
    {
        _variables.Add(new EnvironmentVariable(name, KubeletExpansion.Escape(value)));
        return this;
    }

    public EnvironmentBuilder Add(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public EnvironmentBuilder AddIfNotNull(string name, string? value) => value is null ? this : Add(name, value);

    public EnvironmentBuilder AddSwitch(string name, bool value) => Add(name, value ? "1" : "0");

    public EnvironmentBuilder AddField(string name, string fieldPath)
    {
        _variables.Add(new EnvironmentVariable(name, "", fieldPath));
        return this;
    }

    /// <summary>Adds an address, which may refer to a field of the pod.</summary>
    public EnvironmentBuilder AddAddress(string name, string address) => address.StartsWith(FieldReference, StringComparison.Ordinal)
        ? AddField(name, address[FieldReference.Length..])
        : Add(name, address);

    /// <summary>
    /// Adds a variable of the user's, whose value may refer to others. One that is there already stays, but for those that
    /// <paramref name="canReplace"/> names.
    /// </summary>
    public void AddUserVariable(string name, string value, Func<string, bool> canReplace)
    {
        var place = _variables.FindIndex(variable => variable.Name == name);
        if (place < 0)
        {
            _variables.Add(new EnvironmentVariable(name, value));
        }
        else if (canReplace(name))
        {
            _variables[place] = new EnvironmentVariable(name, value);
        }
    }
}
