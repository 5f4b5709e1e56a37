using System.Buffers;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Reviews;

/// <summary>What became of a review.</summary>
/// <param name="Request">The request; null where the body is no review.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Problem">Why the body is no review, to be read after "the body is refused: "; null where it is one.</param>
public readonly record struct AdmissionResult(ReviewRequest? Request, Decision Decision, string? Problem);

/// <summary>The whole way of an admission: review bytes in, review bytes out.</summary>
/// <param name="injector">Decides.</param>
public sealed class AdmissionProcessor(Injector injector)
{
    private static readonly Decision BadRequest = new() { Reason = Reason.BadRequest };

    private readonly PatchTemplateCache _patches = new();

    /// <summary>Answers a review.</summary>
    /// <param name="body">The review.</param>
    /// <param name="answer">Where the answer goes; nothing is written where the body is no review.</param>
    public AdmissionResult Review(ReadOnlySpan<byte> body, IBufferWriter<byte> answer)
    {
        if (!TryRead(body, out var request, out var pod, out var problem))
        {
            return new AdmissionResult(null, BadRequest, problem);
        }

        var decision = pod is null ? Injector.NotAPodCreation(request) : injector.Decide(pod, request.Namespace);
        ReviewWriter.Write(request, decision, _patches, answer);
        return new AdmissionResult(request, decision, null);
    }

    private static bool TryRead(ReadOnlySpan<byte> body, out ReviewRequest request, out PodView? pod, out string problem)
    {
        (request, pod, problem) = (null!, null, "");
        try
        {
            request = ReviewReader.Read(body, out pod);
            return true;
        }
        catch (PodFormatException exception)
        {
            problem = exception.Message;
        }
        catch (JsonException exception)
        {
            problem = $"it is not JSON that can be read: {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            problem = "it has a string that is not Unicode";
        }

        return false;
    }
}
