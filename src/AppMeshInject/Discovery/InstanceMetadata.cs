
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Discovery;

/// <summary>The instance metadata service of EC2, version 2: a token first, then the question.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html</remarks>
internal static class InstanceMetadata
{
    private const string EndpointVariable = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    private const string DefaultEndpoint = "http://169.254.169.254";
    private const int LongestRegion = 64;

    // It answers at once or, outside EC2, never.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether the environment forbids to ask the service.</summary>
    public static bool IsDisabled(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("AWS_EC2_METADATA_DISABLED", "").Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks for the region of the instance.</summary>
    /// <exception cref="HttpRequestException">The service has no address, did not answer, or not with a region.</exception>
    public static async Task<string> RegionAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = EndpointOf(environment), Timeout = Patience };
        using var tokenRequest = new HttpRequestMessage(HttpMethod.Put, "/latest/api/token");
        tokenRequest.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "60");
        using var tokenResponse = await client.SendAsync(tokenRequest, cancellation);
        tokenResponse.EnsureSuccessStatusCode();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/latest/meta-data/placement/region");
        request.Headers.Add("X-aws-ec2-metadata-token", await tokenResponse.Content.ReadAsStringAsync(cancellation));
        using var response = await client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        var region = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        return region.Length is > 0 and <= LongestRegion && region.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            ? region
            : throw new HttpRequestException("the instance metadata service answered with something else than a region");
    }

    private static Uri EndpointOf(IReadOnlyDictionary<string, string> environment)
    {
        var endpoint = environment.GetValueOrDefault(EndpointVariable, "");
        return Uri.TryCreate(endpoint.Length > 0 ? endpoint : DefaultEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new HttpRequestException($"{EndpointVariable} is {ValidationError.Quote(endpoint)}, which is no http:// address");
    }
}
