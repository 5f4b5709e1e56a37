using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Discovery;

/// <summary>The EC2 instance metadata service, version 2, which requires a session token.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html</remarks>
internal static class InstanceMetadata
{
    private const string EndpointVariable = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    private const string DefaultEndpoint = "http://169.254.169.254";
    private const int MaxRegionLength = 64;

    // The service responds immediately. Outside EC2 it never does.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Returns whether the environment variables disable the service.</summary>
    public static bool IsDisabled(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("AWS_EC2_METADATA_DISABLED", "")
            .Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the region of the instance.</summary>
    /// <exception cref="HttpRequestException">
    /// The address of the service is invalid, the request failed, or the response is not a region.
    /// </exception>
    public static async Task<string> GetRegionAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = GetEndpoint(environment), Timeout = Timeout };
        using var tokenRequest = new HttpRequestMessage(HttpMethod.Put, "/latest/api/token");
        tokenRequest.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "60");
        using var tokenResponse = await client.SendAsync(tokenRequest, cancellation);
        tokenResponse.EnsureSuccessStatusCode();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/latest/meta-data/placement/region");
        request.Headers.Add("X-aws-ec2-metadata-token", await tokenResponse.Content.ReadAsStringAsync(cancellation));
        using var response = await client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        var region = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        return IsRegion(region)
            ? region
            : throw new HttpRequestException("the response of the instance metadata service is not a region");
    }

    private static bool IsRegion(string text) =>
        text.Length is > 0 and <= MaxRegionLength
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private static Uri GetEndpoint(IReadOnlyDictionary<string, string> environment)
    {
        var endpoint = environment.GetValueOrDefault(EndpointVariable, "");
        var address = endpoint.Length > 0 ? endpoint : DefaultEndpoint;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new HttpRequestException(
                $"{EndpointVariable}: {ValidationError.Quote(endpoint)} is not a URL that starts with "
                + "http:// or https://");
    }
}
