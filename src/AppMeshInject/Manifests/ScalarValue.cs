namespace AppMeshInject.Manifests;

/// <summary>What a scalar is in JSON.</summary>
internal enum ScalarKind
{
    String,
    Number,
    Boolean,
    Null,

    /// <summary>Infinity or not a number: YAML has them, JSON has not.</summary>
    NotFinite,
}

/// <summary>What a scalar means, however it is written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The string itself, or the JSON of anything else.</param>
internal readonly record struct ScalarValue(ScalarKind Kind, string Text);
