using Microsoft.AspNetCore.Http;

namespace Shortloop.Local.Hosting.Http;

/// <summary>What the server refuses before a function could.</summary>
internal static class RequestProblems
{
    public static Problem Of(BadHttpRequestException refused) => refused.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? new(413, "body_too_large", "The body is larger than this address takes. Big files go straight to storage: ask for an upload first.")
        : new(refused.StatusCode, "bad_request", "The request could not be read.");

    public static Problem? Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(404, "not_found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new(405, "method_not_allowed", "This address doesn't take that method: see Allow."),
        StatusCodes.Status413PayloadTooLarge => Of(new BadHttpRequestException("", status)),
        _ => null,
    };
}
