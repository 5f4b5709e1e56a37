using System.Globalization;
using System.Text;
using AppMeshInject.Telemetry;
using AppMeshInject.Tests.Hosting;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>A scrape of the metrics, as Prometheus receives it.</summary>
internal sealed class Scrape
{
    private readonly Dictionary<string, double> _samples = [];

    private Scrape(string text)
    {
        Text = text;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Where(line => !line.StartsWith('#')))
        {
            var end = line.LastIndexOf(' ');
            _samples.Add(line[..end], double.Parse(line[(end + 1)..], CultureInfo.InvariantCulture));
        }
    }

    public string Text { get; }

    /// <summary>The series: metric names with their labels.</summary>
    public IReadOnlyCollection<string> Series => _samples.Keys;

    /// <summary>Gets the value of a series.</summary>
    public double this[string series] => _samples[series];

    public static async Task<Scrape> CreateAsync(RunningProgram program) =>
        new(await program.Admin.GetStringAsync("/metrics"));

    public static async Task<Scrape> CreateAsync(MetricsRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.WriteAsync(text, CancellationToken.None);
        return new Scrape(Encoding.UTF8.GetString(text.ToArray()));
    }
}
