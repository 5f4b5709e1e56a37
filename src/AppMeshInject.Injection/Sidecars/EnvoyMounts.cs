using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The volume mounts of the container <c>envoy</c>, and the volumes that the pod needs for them.</summary>
internal sealed class EnvoyMounts
{
    private const int MaxVolumeNameLength = 63;
    private const int MaxSuffixLength = 11;

    private readonly List<Mount> _mounts = [];
    private readonly List<VolumeAddition> _volumes = [];
    private Dictionary<string, int>? _nextNumbers;
    private readonly PodView _pod;

    private EnvoyMounts(PodView pod) => _pod = pod;

    /// <summary>Gets the mounts.</summary>
    public IReadOnlyList<Mount> Mounts => _mounts;

    /// <summary>Gets the volumes to add to the pod.</summary>
    public IReadOnlyList<VolumeAddition> Volumes => _volumes;

    /// <summary>Creates the mounts of the annotations and of the SDS socket.</summary>
    public static EnvoyMounts Create(EffectivePodSettings podSettings)
    {
        var mounts = new EnvoyMounts(podSettings.Pod);
        foreach (var (secret, path) in podSettings.Annotations.SecretMounts)
        {
            mounts._mounts.Add(new Mount(mounts.AddSecretVolume(secret), path, IsReadOnly: true));
        }

        foreach (var (volume, path) in podSettings.Annotations.VolumeMounts)
        {
            mounts._mounts.Add(new Mount(volume, path, IsReadOnly: true));
        }

        if (podSettings.UsesSds)
        {
            var socket = podSettings.Settings.Credentials.SdsSocketPath;
            mounts._mounts.Add(new Mount(mounts.FindOrAddSocketVolume(socket), socket, IsReadOnly: false));
        }

        return mounts;
    }

    /// <summary>Finds references to volumes that the pod does not define, and paths that are mounted twice.</summary>
    /// <returns>One message per error.</returns>
    public static IEnumerable<string> FindErrors(EffectivePodSettings podSettings)
    {
        var annotations = podSettings.Annotations;
        if (annotations.SecretMounts.Count == 0 && annotations.VolumeMounts.Count == 0)
        {
            return [];
        }

        var paths = new HashSet<string>(StringComparer.Ordinal);
        if (podSettings.UsesSds)
        {
            paths.Add(podSettings.Settings.Credentials.SdsSocketPath.TrimEnd('/'));
        }

        var pod = podSettings.Pod;
        return FindUnknownVolumes(AnnotationCatalogue.VolumeMounts, annotations.VolumeMounts, pod)
            .Concat(FindDuplicatePaths(AnnotationCatalogue.SecretMounts, annotations.SecretMounts, pod, paths))
            .Concat(FindDuplicatePaths(AnnotationCatalogue.VolumeMounts, annotations.VolumeMounts, pod, paths));
    }

    /// <summary>Finds the volumes that an annotation refers to and the pod does not define.</summary>
    /// <returns>One error message that names all of them; empty if there are none.</returns>
    public static IReadOnlyList<string> FindUnknownVolumes(
        PodAnnotation annotation, IReadOnlyList<MountSource> mounts, PodView pod) =>
        FormatErrors(
            annotation,
            pod,
            [.. mounts.Select(mount => mount.Source).Where(volume => !pod.HasVolume(volume)).Distinct()],
            "is not a volume of the pod",
            "are not volumes of the pod");

    // Trailing slashes do not matter: /a and /a/ are the same path.
    private static string[] FindDuplicatePaths(
        PodAnnotation annotation, IReadOnlyList<MountSource> mounts, PodView pod, HashSet<string> paths) =>
        FormatErrors(
            annotation,
            pod,
            [.. mounts.Select(mount => mount.Path).Where(path => !paths.Add(path.TrimEnd('/')))],
            "is mounted into envoy twice",
            "are mounted into envoy twice");

    // The length of the response message is limited: one error per annotation leaves room for the others.
    private static string[] FormatErrors(
        PodAnnotation annotation, PodView pod, IReadOnlyList<string> items, string problem, string problemOfSeveral) =>
        items.Count switch
        {
            0 => [],
            1 => [new ValidationError(items[0], problem).Format(annotation.Key, pod.Annotations[annotation.Key])],
            _ => [ValidationError.FormatMany(
                annotation.Key, pod.Annotations[annotation.Key], items, problemOfSeveral)],
        };

    private string AddSecretVolume(string secret)
    {
        var volume = _volumes.Find(volume => volume.SecretName == secret);
        if (volume is null)
        {
            volume = new VolumeAddition(CreateVolumeName(secret), secret, SocketPath: null);
            _volumes.Add(volume);
        }

        return volume.Name;
    }

    private string FindOrAddSocketVolume(string path)
    {
        foreach (var volume in _pod.Volumes)
        {
            if (volume.HostPath == path)
            {
                return volume.Name;
            }
        }

        var name = CreateVolumeName(SidecarNames.SdsVolume);
        _volumes.Add(new VolumeAddition(name, SecretName: null, path));
        return name;
    }

    // Derives a volume name from the preferred name. The name of a secret may contain dots, may be longer than a volume
    // name, and may be the name of another volume; in these cases the volume gets a numbered name.
    private string CreateVolumeName(string preferred)
    {
        if (ValueParsers.IsDnsLabel(preferred) && IsFree(preferred))
        {
            return preferred;
        }

        // Continues the numbering of earlier names with the same prefix, which keeps the time linear in the number of
        // secrets.
        var label = preferred.Replace('.', '-');
        var prefix = label[..Math.Min(label.Length, MaxVolumeNameLength - MaxSuffixLength)];
        for (var number = (_nextNumbers ??= []).GetValueOrDefault(prefix, 2); ; number++)
        {
            var suffix = $"-{number}";
            var name = label[..Math.Min(label.Length, MaxVolumeNameLength - suffix.Length)] + suffix;
            if (IsFree(name))
            {
                _nextNumbers[prefix] = number + 1;
                return name;
            }
        }
    }

    private bool IsFree(string name) =>
        !_pod.HasVolume(name) && !_volumes.Exists(volume => volume.Name == name);
}
