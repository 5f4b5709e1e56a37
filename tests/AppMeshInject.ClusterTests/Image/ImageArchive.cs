using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Image;

/// <summary>An image as <c>docker save</c> writes it: a tar file with its configuration and a tar file for each layer.</summary>
internal sealed class ImageArchive
{
    private const int GzipMark = 0x1f8b;

    private readonly string _file;
    private readonly IReadOnlyList<string> _layers;

    private ImageArchive(string file, JsonNode manifest)
    {
        _file = file;
        Configuration = JsonNode.Parse(ReadEntry(file, manifest["Config"]!.ToString()))!["config"]!;
        _layers = [.. manifest["Layers"]!.AsArray().Select(layer => layer!.ToString())];
    }

    /// <summary>How it is run.</summary>
    public JsonNode Configuration { get; }

    /// <summary>The archive of an image; null where none of the files is.</summary>
    public static ImageArchive? Find(string image, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var manifests = JsonNode.Parse(ReadEntry(file, "manifest.json"))!.AsArray();
            if (manifests.FirstOrDefault(manifest => manifest!["RepoTags"]?.AsArray().Any(tag => tag!.ToString() == image) == true) is { } manifest)
            {
                return new ImageArchive(file, manifest);
            }
        }

        return null;
    }

    /// <summary>The bytes of all layers, not compressed.</summary>
    public long Size() => _layers.Sum(layer => OpenLayer(layer).Length);

    /// <summary>The paths of all files, without a slash at their beginning.</summary>
    public IReadOnlyList<string> Files()
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

    private MemoryStream OpenLayer(string name)
    {
        var layer = ReadEntry(_file, name);
        if (((layer[0] << 8) | layer[1]) != GzipMark)
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

        throw new InvalidDataException($"{file} has no {name}");
    }
}
