using System.Buffers;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Reviews;

/// <summary>Processes admission requests: reads an AdmissionReview, decides, and writes the response.</summary>
/// <param name="injector">Decides on pods.</param>
public sealed class AdmissionProcessor(Injector injector)
{
    private static readonly Decision BadRequest = new() { Reason = Reason.BadRequest };

    private readonly PatchTemplateCache _patches = new();

    /// <summary>Processes an AdmissionReview.</summary>
    /// <param name="body">The request body.</param>
    /// <param name="response">
    /// Receives the response. Nothing is written if the body is not an AdmissionReview.
    /// </param>
    public AdmissionResult Review(ReadOnlySpan<byte> body, IBufferWriter<byte> response)
    {
        if (!TryRead(body, out var request, out var pod, out var problem))
        {
            return new AdmissionResult(null, BadRequest, problem);
        }

        var decision = pod is null ? NotAPodCreation(request) : injector.Decide(pod, request.Namespace);
        ReviewWriter.Write(request, decision, _patches, response);
        return new AdmissionResult(request, decision, null);
    }

    private static Decision NotAPodCreation(ReviewRequest request) =>
        new() { Reason = Reason.NotAPodCreation, Detail = request.Describe() };

    private static bool TryRead(
        ReadOnlySpan<byte> body, out ReviewRequest request, out PodView? pod, out string problem)
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
            problem = $"not valid JSON: {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            problem = "a string is not valid Unicode";
        }

        return false;
    }
}
