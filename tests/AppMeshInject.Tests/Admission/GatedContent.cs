using System.Net;
using System.Text;

namespace AppMeshInject.Tests.Admission;

/// <summary>A request body that waits between its first and its second half.</summary>
internal sealed class GatedContent : HttpContent
{
    private readonly TaskCompletionSource _halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _body;

    public GatedContent(string body)
    {
        _body = Encoding.UTF8.GetBytes(body);
        Headers.ContentType = new("application/json");
    }

    /// <summary>Gets a task that completes after the first half is sent.</summary>
    public Task HalfSent => _halfSent.Task;

    /// <summary>Sends the second half.</summary>
    public void Open() => _open.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_body.AsMemory(0, _body.Length / 2));
        await stream.FlushAsync();
        _halfSent.SetResult();
        await _open.Task;
        await stream.WriteAsync(_body.AsMemory(_body.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
