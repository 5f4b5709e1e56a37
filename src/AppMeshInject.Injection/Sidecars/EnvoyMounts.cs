
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>What is mounted into Envoy, and the volumes that are added for it.</summary>
internal sealed class EnvoyMounts
{
    private const int MaxVolumeNameLength = 63;
    private const int MaxSuffixLength = 11;

    private readonly List<Mount> _mounts = [];
    private readonly List<VolumeAddition> _volumes = [];
    private Dictionary<string, int>? _nextNumbers;
    private readonly PodView _pod;

    private EnvoyMounts(PodView pod) => _pod = pod;

    /// <summary>The mounts, by volume.</summary>
    public IReadOnlyList<Mount> Mounts => _mounts;

    /// <summary>The volumes that the pod lacks for them.</summary>
    public IReadOnlyList<VolumeAddition> Volumes => _volumes;

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

    /// <summary>Finds volumes that the pod does not have, and paths that are mounted twice.</summary>
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

        return FindUnknownVolumes(AnnotationCatalogue.VolumeMounts, annotations.VolumeMounts, podSettings.Pod)
            .Concat(FindDuplicatePaths(AnnotationCatalogue.SecretMounts, annotations.SecretMounts, podSettings.Pod, paths))
            .Concat(FindDuplicatePaths(AnnotationCatalogue.VolumeMounts, annotations.VolumeMounts, podSettings.Pod, paths));
    }

    /// <summary>Finds volumes that the pod does not have.</summary>
    public static IReadOnlyList<string> FindUnknownVolumes(PodAnnotation annotation, IReadOnlyList<MountSource> mounts, PodView pod) =>
        Describe(annotation, pod, [.. mounts.Select(mount => mount.Source).Where(volume => !pod.HasVolume(volume)).Distinct()],
            "is not a volume of the pod", "are not volumes of the pod");

    // A path with a slash too many is the same place.
    private static string[] FindDuplicatePaths(PodAnnotation annotation, IReadOnlyList<MountSource> mounts, PodView pod, HashSet<string> paths) =>
        Describe(annotation, pod, [.. mounts.Select(mount => mount.Path).Where(path => !paths.Add(path.TrimEnd('/')))],
            "is mounted into envoy twice", "are mounted into envoy twice");

    // One fault however many parts of the annotation have it, so that they leave room for those of others.
    private static string[] Describe(PodAnnotation annotation, PodView pod, IReadOnlyList<string> parts, string complaint, string complaintOfMany) =>
        parts.Count switch
        {
            0 => [],
            1 => [new ValidationError(parts[0], complaint).Describe(annotation.Key, pod.Annotations[annotation.Key])],
            _ => [ValidationError.DescribeMany(annotation.Key, pod.Annotations[annotation.Key], parts, complaintOfMany)],
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

    // A secret's name may hold dots and be longer than a volume's may be; and the pod may have a volume of that name.
    private string CreateVolumeName(string wanted)
    {
        if (ValueParsers.IsDnsLabel(wanted) && IsFree(wanted))
        {
            return wanted;
        }

        // Of names that begin alike the numbers go on, so that a pod of very many volumes is searched once and not for each secret.
        var stem = wanted.Replace('.', '-');
        var beginning = stem[..Math.Min(stem.Length, MaxVolumeNameLength - MaxSuffixLength)];
        for (var number = (_nextNumbers ??= []).GetValueOrDefault(beginning, 2); ; number++)
        {
            var ending = $"-{number}";
            var name = stem[..Math.Min(stem.Length, MaxVolumeNameLength - ending.Length)] + ending;
            if (IsFree(name))
            {
                _nextNumbers[beginning] = number + 1;
                return name;
            }
        }
    }

    private bool IsFree(string name) =>
        !_pod.HasVolume(name) && !_volumes.Exists(volume => volume.Name == name);
}
