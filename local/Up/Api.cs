using System.Net.Http.Json;
using System.Text.Json;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Edits;
using Shortloop.Functions.Http;
using Shortloop.Functions.Operations;
using Shortloop.Functions.Publishing;
using Shortloop.Functions.Scripts;
using Shortloop.Functions.Strategies;
using Shortloop.Functions.Videos;

namespace Shortloop.Local.Up;

/// <summary>The API said no; the message is its own.</summary>
internal sealed class ApiException(string message) : Exception(message);

/// <summary>The public API as any client would use it.</summary>
internal sealed class Api(HttpClient http)
{
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync("api/ready", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public Task<ListOf<AccountView>> AccountsAsync(CancellationToken cancellation) => GetAsync<ListOf<AccountView>>("accounts", cancellation);

    public Task<ConnectStarted> ConnectAsync(string platform, CancellationToken cancellation) =>
        PostAsync<ConnectStarted>($"accounts/{platform}/connect", null, cancellation);

    public Task<UploadStarted> StartUploadAsync(StartUploadBody body, CancellationToken cancellation) => PostAsync<UploadStarted>("videos", body, cancellation);

    public Task<UploadState> ResumeUploadAsync(string videoId, CancellationToken cancellation) =>
        GetAsync<UploadState>($"videos/{videoId}/blocks", cancellation);

    public Task<JobView> CompleteUploadAsync(string videoId, CompleteUploadBody body, CancellationToken cancellation) =>
        PostAsync<JobView>($"videos/{videoId}/complete", body, cancellation);

    public Task<ListOf<VideoView>> VideosAsync(CancellationToken cancellation) => GetAsync<ListOf<VideoView>>("videos", cancellation);

    public Task<VideoView> VideoAsync(string id, CancellationToken cancellation) => GetAsync<VideoView>($"videos/{id}", cancellation);

    public Task<JobView> JobAsync(string id, CancellationToken cancellation) => GetAsync<JobView>($"jobs/{id}", cancellation);

    public Task<ListOf<PatternView>> PatternsAsync(string videoId, CancellationToken cancellation) =>
        GetAsync<ListOf<PatternView>>($"videos/{videoId}/patterns", cancellation);

    public Task<ListOf<StrategyView>> StrategiesAsync(string videoId, CancellationToken cancellation) =>
        GetAsync<ListOf<StrategyView>>($"strategies?videoId={videoId}", cancellation);

    public Task<ListOf<ScriptView>> ScriptsAsync(string videoId, CancellationToken cancellation) =>
        GetAsync<ListOf<ScriptView>>($"scripts?videoId={videoId}", cancellation);

    public Task<ListOf<RenderView>> RendersAsync(string videoId, CancellationToken cancellation) =>
        GetAsync<ListOf<RenderView>>($"renders?videoId={videoId}", cancellation);

    public Task<ListOf<PostView>> PostsAsync(string videoId, CancellationToken cancellation) =>
        GetAsync<ListOf<PostView>>($"posts?videoId={videoId}", cancellation);

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.GetAsync($"api/v1/{path}", cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync($"api/v1/{path}", body, ApiJson.Options, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellation))!;
        ProblemBody? problem = null;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
            problem = await response.Content.ReadFromJsonAsync<ProblemBody>(ApiJson.Options, cancellation);
        throw new ApiException(problem?.Message ?? $"The API answered {(int)response.StatusCode}.");
    }
}
