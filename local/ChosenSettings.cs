using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.OpenAi;
using Shortloop.Adapters.SignIn;
using Shortloop.Core;
using Shortloop.Functions.Http;
using Shortloop.Functions.Videos;

namespace Shortloop.Local;

/// <summary>What a person may choose about the embedded host, from the environment; everything has a usual value. Chosen once, at the start.</summary>
/// <param name="OpenAi"><c>SHORTLOOP_MODEL=openai</c>, with <c>SHORTLOOP_OPENAI_KEY</c>, <c>_ENDPOINT</c> and <c>_MODEL</c>; null: the built-in analyst.</param>
/// <param name="Video"><c>SHORTLOOP_VIDEO</c>: gemini (with <c>SHORTLOOP_GEMINI_KEY</c>) or sandbox; <c>SHORTLOOP_VIDEO_MODEL</c>. Null: none.</param>
/// <param name="Entra">Only where somebody has a tenant to try.</param>
/// <param name="StorageEvents">The emulator sends no events; off unless somebody plays Event Grid.</param>
/// <param name="IsTraced"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where traces go; the exporter reads it and its siblings by itself.</param>
internal sealed record ChosenSettings(
    ApiOptions Api, OpenAiOptions? OpenAi, GeminiOptions? Video, EntraOptions? Entra, StorageEventOptions StorageEvents, bool IsTraced)
{
    /// <param name="names">Of all settings that there are: one that nothing reads is a slip.</param>
    /// <exception cref="StartException">Lists everything that can't be used, a line each.</exception>
    public static ChosenSettings Read(Func<string, string?> setting, IEnumerable<string> names, Uri sandbox, Uri blobs)
    {
        var problems = new List<string>(SettingNames.Problems(names, SettingNames.Embedded));
        var chosen = new ChosenSettings(Api()!, OpenAi(), Video(), Entra(), StorageEvents(), IsTraced());
        problems.AddRange((chosen.OpenAi?.Problems() ?? []).Select(problem => $"SHORTLOOP_OPENAI_KEY, SHORTLOOP_OPENAI_ENDPOINT, SHORTLOOP_OPENAI_MODEL: {problem}"));
        problems.AddRange((chosen.Video?.Problems() ?? []).Select(problem => $"SHORTLOOP_GEMINI_KEY, SHORTLOOP_VIDEO_MODEL: {problem}"));
        return problems.Count == 0 ? chosen : throw new StartException(string.Join(Environment.NewLine, problems));

        ApiOptions? Api()
        {
            try
            {
                return ApiOptions.Read(setting, proxies: 0);
            }
            catch (FormatException error)
            {
                problems.Add(error.Message);
                return null;
            }
        }

        OpenAiOptions? OpenAi()
        {
            switch (Text("SHORTLOOP_MODEL"))
            {
                case null or "builtin":
                    return null;
                case "openai":
                    break;
                case { } unknown:
                    problems.Add($"SHORTLOOP_MODEL is '{unknown}'. It may be: builtin, openai.");
                    return null;
            }

            if (Text("SHORTLOOP_OPENAI_KEY") is null)
                problems.Add("SHORTLOOP_MODEL=openai also needs SHORTLOOP_OPENAI_KEY (any text for servers that ask for none).");
            var options = new OpenAiOptions { ApiKey = Text("SHORTLOOP_OPENAI_KEY") ?? "" };
            if (Text("SHORTLOOP_OPENAI_ENDPOINT") is { } endpoint)
                options = options with { Endpoint = Address("SHORTLOOP_OPENAI_ENDPOINT", endpoint, "https://api.openai.com/v1") ?? options.Endpoint };
            return Text("SHORTLOOP_OPENAI_MODEL") is { } model ? options with { Model = model } : options;
        }

        GeminiOptions? Video()
        {
            GeminiOptions? options = null;
            switch (Text("SHORTLOOP_VIDEO"))
            {
                case null or "none":
                    return null;
                case "sandbox":
                    options = new GeminiOptions { ApiKey = "sandbox-gemini-key", Base = new Uri(sandbox, "gemini/") };
                    break;
                case "gemini" when Text("SHORTLOOP_GEMINI_KEY") is { } key:
                    options = new GeminiOptions { ApiKey = key };
                    break;
                case "gemini":
                    problems.Add("SHORTLOOP_VIDEO=gemini also needs SHORTLOOP_GEMINI_KEY.");
                    break;
                case { } unknown:
                    problems.Add($"SHORTLOOP_VIDEO is '{unknown}'. It may be: none, sandbox, gemini.");
                    break;
            }

            return options is not null && Text("SHORTLOOP_VIDEO_MODEL") is { } model ? options with { VideoModel = model } : options;
        }

        EntraOptions? Entra()
        {
            EntraOptions? options = EntraOptions.Read(setting, out string? problem);
            if (problem is not null)
                problems.Add(problem);
            return options;
        }

        StorageEventOptions StorageEvents()
        {
            var events = StorageEventOptions.Read(setting, new Uri(blobs, $"{LocalSettings.BlobAccount}/media"), out string? problem);
            if (problem is not null)
                problems.Add(problem);
            return events;
        }

        bool IsTraced() => Text("OTEL_EXPORTER_OTLP_ENDPOINT") is { } endpoint && Address("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "http://localhost:4318") is not null;

        Uri? Address(string name, string text, string example)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https")
                return uri;
            problems.Add($"{name} is '{text}'. It must be a web address such as {example}.");
            return null;
        }

        string? Text(string name) => setting(name) is { Length: > 0 } value ? value : null;
    }
}
