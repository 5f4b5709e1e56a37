using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Image;

/// <summary>
/// An image in the format of <c>docker save</c>: a tar file with the configuration and one tar file per layer.
/// </summary>
internal sealed class ImageArchive
{
    private const int GzipMagicNumber = 0x1f8b;

    private readonly string _file;
    private readonly IReadOnlyList<string> _layers;

    private ImageArchive(string file, JsonNode manifest)
    {
        _file = file;
        Configuration = JsonNode.Parse(ReadEntry(file, manifest["Config"]!.ToString()))!["config"]!;
        _layers = [.. manifest["Layers"]!.AsArray().Select(layer => layer!.ToString())];
    }

    /// <summary>Gets the configuration of its containers, such as <c>User</c> and <c>Entrypoint</c>.</summary>
    public JsonNode Configuration { get; }

    /// <summary>Returns the archive that contains an image; null where no file contains it.</summary>
    /// <param name="image">The name and tag of the image.</param>
    /// <param name="files">The paths of the archives to search.</param>
    public static ImageArchive? Find(string image, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var manifests = JsonNode.Parse(ReadEntry(file, "manifest.json"))!.AsArray();
            if (manifests.FirstOrDefault(manifest => HasTag(manifest!, image)) is { } manifest)
            {
                return new ImageArchive(file, manifest);
            }
        }

        return null;
    }

    /// <summary>Returns the uncompressed size of all layers in bytes.</summary>
    public long GetUncompressedSize() => _layers.Sum(layer => OpenLayer(layer).Length);

    /// <summary>Returns the paths of all files, without a leading slash.</summary>
    public IReadOnlyList<string> GetFiles()
    {
        var files = new List<string>();
        foreach (var layer in _layers)
        {
            using var reader = new TarReader(OpenLayer(layer));
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.EntryType != TarEntryType.Directory)
                {
                    files.Add(entry.Name.TrimStart('.', '/'));
                }
            }
        }

        return files;
    }

    private static bool HasTag(JsonNode manifest, string tag) =>
        manifest["RepoTags"]?.AsArray().Any(candidate => candidate!.ToString() == tag) == true;

    private MemoryStream OpenLayer(string name)
    {
        var layer = ReadEntry(_file, name);
        if (((layer[0] << 8) | layer[1]) != GzipMagicNumber)
        {
            return new MemoryStream(layer);
        }

        var inflated = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
        gzip.CopyTo(inflated);
        inflated.Position = 0;
        return inflated;
    }

    private static byte[] ReadEntry(string file, string name)
    {
        using var reader = new TarReader(File.OpenRead(file));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name == name && entry.DataStream is { } data)
            {
                var content = new byte[data.Length];
                data.ReadExactly(content);
                return content;
            }
        }

        throw new InvalidDataException($"{file}: entry {name} is missing");
    }
}
