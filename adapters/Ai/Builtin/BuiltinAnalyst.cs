using System.Text.Json;
using Shortloop.Adapters.Builtin.Planner;
using Shortloop.Adapters.Builtin.Study;
using Shortloop.Core;
using Shortloop.Core.Models;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Ports;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Study.Ideas;
using Shortloop.Core.Study.Notes;

namespace Shortloop.Adapters.Builtin;

/// <summary>
/// Does the language work without a language model: templates over measured evidence, and a speaker's own sentences. Deterministic, and named for what
/// it is. It says nothing that the evidence does not hold.
/// </summary>
public sealed class BuiltinAnalyst : ITextModel
{
    private static readonly string[] Purposes = ["strategy", "script", "note_section", "note_overview", "note_ideas"];

    public string Name => "built-in analyst";

    public bool Writes(string purpose) => Purposes.Contains(purpose);

    public Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        object answer = request.Purpose switch
        {
            "strategy" => StrategyAuthor.Write(Read<StrategyRequest>(request)),
            "note_section" => SectionAuthor.Write(Read<SectionRequest>(request)),
            "note_overview" => OverviewAuthor.Write(Read<OverviewRequest>(request)),
            "note_ideas" => IdeaAuthor.Write(Read<IdeasRequest>(request)),
            "planner_research" => MonthAuthor.Research(Read<ResearchRequest>(request)),
            "planner_formats" => MonthAuthor.Formats(Read<FormatsRequest>(request)),
            "planner_hooks" => HookAuthor.Write(Read<HooksRequest>(request)),
            "planner_outlines" => MonthAuthor.Outlines(Read<OutlinesRequest>(request)),
            "planner_judge" => MonthAuthor.Judge(Read<JudgeRequest>(request)),
            "script" => ScriptAuthor.Write(Read<ScriptRequest>(request)),
            _ => throw new PermanentException(
                "model_misconfigured", $"The built-in analyst cannot write a {request.Purpose}. Configure a language model for it."),
        };
        return Task.FromResult(new ModelReply(JsonSerializer.Serialize(answer, ModelJson.Options), Name, PromptTokens: 0, CompletionTokens: 0));
    }

    private static T Read<T>(ModelRequest request) => request.Evidence.Deserialize<T>(ModelJson.Options)!;
}
