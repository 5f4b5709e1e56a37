namespace AppMeshInject.Cluster;

/// <summary>The instance metadata service of EC2, version 2: a token first, then the question.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html</remarks>
internal static class InstanceMetadata
{
    private const string DefaultEndpoint = "http://169.254.169.254";
    private const int LongestRegion = 64;

    // It answers at once or, outside EC2, never.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Where the service is asked; null where the environment forbids to ask it.</summary>
    public static Uri? EndpointOf(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("AWS_EC2_METADATA_DISABLED", "").Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var endpoint = environment.GetValueOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", "");
        return Uri.TryCreate(endpoint.Length > 0 ? endpoint : DefaultEndpoint, UriKind.Absolute, out var uri) ? uri : null;
    }

    /// <summary>Asks for the region of the instance.</summary>
    /// <exception cref="HttpRequestException">The service did not answer, or not with a region.</exception>
    public static async Task<string> RegionAsync(Uri endpoint, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = endpoint, Timeout = Patience };
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
}
