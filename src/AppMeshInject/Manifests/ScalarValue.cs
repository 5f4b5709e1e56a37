namespace AppMeshInject.Manifests;

/// <summary>The JSON type of a scalar.</summary>
internal enum ScalarKind
{
    /// <summary>A string.</summary>
    String,
    /// <summary>A finite number.</summary>
    Number,
    /// <summary>True or false.</summary>
    Boolean,
    /// <summary>Null.</summary>
    Null,

    /// <summary>Infinity or not-a-number, which exist in YAML but not in JSON.</summary>
    NotFinite,
}

/// <summary>The value of a scalar, independent of its notation.</summary>
/// <param name="Kind">The type.</param>
/// <param name="Text">The string; for other types the JSON text.</param>
internal readonly record struct ScalarValue(ScalarKind Kind, string Text);
