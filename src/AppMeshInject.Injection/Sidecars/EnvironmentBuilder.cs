using System.Globalization;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Builds the environment of a container, in the order of the calls.</summary>
internal sealed class EnvironmentBuilder(int capacity)
{
    private const string FieldReference = "ref:";

    private readonly List<EnvironmentVariable> _variables = new(capacity);

    /// <summary>Gets the variables.</summary>
    public IReadOnlyList<EnvironmentVariable> Variables => _variables;

    /// <summary>
    /// Adds a variable. The value is escaped, so that the kubelet does not expand variable references in it.
    /// </summary>
    public EnvironmentBuilder Add(string name, string value)
    {
        _variables.Add(new EnvironmentVariable(name, KubeletExpansion.Escape(value)));
        return this;
    }

    /// <summary>Adds a variable with a decimal number.</summary>
    public EnvironmentBuilder Add(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a variable unless its value is null.</summary>
    public EnvironmentBuilder AddIfNotNull(string name, string? value) => value is null ? this : Add(name, value);

    /// <summary>Adds a variable with the value 1 for true or 0 for false.</summary>
    public EnvironmentBuilder AddSwitch(string name, bool value) => Add(name, value ? "1" : "0");

    /// <summary>Adds a variable with the value of a field of the pod.</summary>
    public EnvironmentBuilder AddField(string name, string fieldPath)
    {
        _variables.Add(new EnvironmentVariable(name, "", fieldPath));
        return this;
    }

    /// <summary>
    /// Adds a variable with an address. If the address starts with <c>ref:</c>, the rest is the path of the pod field
    /// that contains the address.
    /// </summary>
    public EnvironmentBuilder AddAddress(string name, string address) =>
        address.StartsWith(FieldReference, StringComparison.Ordinal)
            ? AddField(name, address[FieldReference.Length..])
            : Add(name, address);

    /// <summary>
    /// Adds a variable from an annotation. Its value is not escaped, so it may refer to other variables.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="canReplace">
    /// Returns whether an existing variable with this name is replaced; otherwise it is kept.
    /// </param>
    public void AddUserVariable(string name, string value, Func<string, bool> canReplace)
    {
        var index = _variables.FindIndex(variable => variable.Name == name);
        if (index < 0)
        {
            _variables.Add(new EnvironmentVariable(name, value));
        }
        else if (canReplace(name))
        {
            _variables[index] = new EnvironmentVariable(name, value);
        }
    }
}
