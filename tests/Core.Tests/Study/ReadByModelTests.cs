using System.Text;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Study.Sources;
using Shortloop.Core.Study.Writing;

namespace Shortloop.Core.Tests.Study;

/// <summary>A link that the platform gives no captions of, read by a model: within the budget, and entered in ledger and audit log.</summary>
public sealed class ReadByModelTests : IDisposable
{
    private const string Link = "https://videos.example/foreign";

    private readonly StudyRig _rig = new();
    private readonly FakeReader _reader = new();

    public ReadByModelTests()
    {
        _rig.Readers.Add(_reader);
        _rig.Platform.Videos["foreign"] = () => throw new PermanentException("captions_not_yours", "Not yours.");
        _rig.Platform.Videos["silent"] = () => throw new PermanentException("captions_none", "None.");
        _rig.Platform.Videos["own"] = () => Captions("own");
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("foreign")]
    [InlineData("silent")]
    public async Task Start_PlatformGivesNone_IsReadByTheModelAndCounted(string video)
    {
        Job job = StudyRig.Good(await StartAsync($"https://videos.example/{video}"));

        Source source = (await _rig.Shelf.FindAsync(job.OrgId, job.Note!.SourceId, default))!;
        Assert.Equal(("youtube", video, "Heard"), (source.Platform, source.VideoId, source.Title));
        ProjectUsage used = await UsedAsync();
        Assert.Equal((1L, 5000L, 300L), (used.Calls, used.PromptTokens, used.CompletionTokens));
        Assert.Equal(5300, used.ByPurpose[ReadByModel.Purpose]);
        AuditEntry entered = Assert.Single(await EnteredAsync());
        Assert.Matches("^link_transcript for prj_.* by gemini-test, evidence sha256 [0-9a-f]{64}, answer sha256 [0-9a-f]{64}$", entered.Detail);
        Assert.DoesNotContain(video, $"{entered.Target} {entered.Detail}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PlatformGivesThem_AsksNoModel()
    {
        StudyRig.Good(await StartAsync("https://videos.example/own"));

        Assert.Equal((0, 0L), (_reader.Reads, (await UsedAsync()).Tokens));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5300)]
    public async Task Start_BudgetIsUsedUp_SaysSoAndAsksNobody(long stop)
    {
        if (stop > 0)
            StudyRig.Good(await StartAsync(Link));
        int before = _reader.Reads;
        await BudgetAsync(new Budget(null, stop));

        Problem problem = (await StartAsync(Link)).Problem!;

        Assert.Equal(("budget_exhausted", ProblemKind.Conflict), (problem.Code, problem.Kind));
        Assert.Contains("upload the captions", problem.Message, StringComparison.Ordinal);
        Assert.Contains("upload", problem.Details!.Keys);
        Assert.Equal(before, _reader.Reads);
        Assert.Equal((3, 0), await _rig.CreditsAsync());
        Assert.Equal(before, (await _rig.Shelf.ListAsync(_rig.Caller.OrgId, null, 10, default)).Items.Count);
    }

    [Fact]
    public async Task Start_OneBelowTheStop_IsReadToItsEnd()
    {
        StudyRig.Good(await StartAsync(Link));
        await BudgetAsync(new Budget(null, 5301));

        StudyRig.Good(await StartAsync(Link));

        Assert.Equal(10_600, (await UsedAsync()).Tokens);
        Assert.Equal(2, (await EnteredAsync()).Count);
    }

    [Fact]
    public async Task Start_ModelMakesNothingOfIt_CostsTokensButNoCredit()
    {
        _reader.Reading = _ => new LinkReading(null, "This video is too long for the model.", "gemini-test", 700, 1);

        Problem problem = (await StartAsync(Link)).Problem!;

        Assert.Equal(("captions_none", true), (problem.Code, problem.Message.StartsWith("This video is too long for the model. Upload", StringComparison.Ordinal)));
        Assert.Equal(701, (await UsedAsync()).Tokens);
        Assert.EndsWith("without an answer", Assert.Single(await EnteredAsync()).Detail, StringComparison.Ordinal);
        Assert.Equal((3, 0), await _rig.CreditsAsync());
    }

    [Theory]
    [InlineData("foreign", "source_gone", "source_gone")]
    [InlineData("silent", "source_gone", "captions_none")]
    [InlineData("foreign", "source_misconfigured", "source_misconfigured")]
    public async Task Start_ModelCannotBeAsked_SaysWhyAndCountsNothing(string video, string thrown, string said)
    {
        _reader.Reading = _ => throw new PermanentException(thrown, "No.");

        Problem problem = (await StartAsync($"https://videos.example/{video}")).Problem!;

        Assert.Equal(said, problem.Code);
        Assert.Contains("upload", problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await UsedAsync()).Tokens);
        Assert.Empty(await EnteredAsync());
    }

    [Fact]
    public async Task Start_ModelGivesNoAnswer_CountsAnEstimate()
    {
        _reader.Reading = _ => throw new TransientException("source_unanswered", "Not in time.");

        await Assert.ThrowsAsync<TransientException>(() => StartAsync(Link));

        ProjectUsage used = await UsedAsync();
        Assert.Equal((1L, ReadByModel.Estimate), (used.Calls, used.Tokens));
        Assert.EndsWith("without an answer", Assert.Single(await EnteredAsync()).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 784)]
    [InlineData(false, 100_000)]
    public async Task Start_AnswerWithoutUsage_IsEstimatedByItsLengthWhereThatIsKnown(bool heard, long tokens)
    {
        _reader.Reading = video => new LinkReading(heard ? Captions(video) : null, heard ? null : "No.", "gemini-test", 0, 0);

        await StartAsync(Link);

        Assert.Equal(tokens, (await UsedAsync()).Tokens);
    }

    [Fact]
    public async Task Start_CallerGoesAway_IsReadToItsEndAndCounted()
    {
        using var gone = new CancellationTokenSource();
        _reader.Reading = video =>
        {
            gone.Cancel();
            return new LinkReading(Captions(video), null, "gemini-test", 5000, 300);
        };

        await Record.ExceptionAsync(() => _rig.Start.ExecuteAsync(_rig.Caller, new NoteWish(Link: Link), gone.Token));

        Assert.False(_reader.Cancellation.CanBeCanceled);
        Assert.Equal(5300, (await UsedAsync()).Tokens);
        Assert.Single(await EnteredAsync());
    }

    [Fact]
    public async Task Start_WhileAnotherReadingTakesTheLastOfTheBudget_AsksNobody()
    {
        await BudgetAsync(new Budget(null, 5301));
        Problem? second = null;
        _reader.Reading = video =>
        {
            second = StartAsync("https://videos.example/silent").GetAwaiter().GetResult().Problem;
            return new LinkReading(Captions(video), null, "gemini-test", 5000, 300);
        };

        StudyRig.Good(await StartAsync(Link));

        Assert.Equal(("budget_exhausted", 1, 5300L), (second?.Code, _reader.Reads, (await UsedAsync()).Tokens));
    }

    [Fact]
    public async Task Start_MonthEndsDuringTheReading_IsSettledInTheOneItBeganIn()
    {
        _reader.Reading = video =>
        {
            _rig.Bench.Clock.Advance(TimeSpan.FromDays(31));
            return new LinkReading(Captions(video), null, "gemini-test", 5000, 300);
        };

        StudyRig.Good(await StartAsync(Link));

        ProjectUsage month = Assert.Single((await _rig.Ledger.ListAsync(_rig.Caller.OrgId, (await ProjectAsync()).Id, null, 10, default)).Items);
        Assert.Equal(("2026-11", 5300L), (month.Month, month.Tokens));
    }

    [Fact]
    public async Task Start_GoneVideo_AsksNoModel()
    {
        Assert.Equal("source_gone", (await StartAsync("https://videos.example/gone")).Problem?.Code);
        Assert.Equal(0, _reader.Reads);
    }

    private Task<Outcome<Job>> StartAsync(string link) => _rig.Start.ExecuteAsync(_rig.Caller, new NoteWish(Link: link), default);

    private Task<Project> ProjectAsync() => _rig.Bench.Projects.DefaultAsync(_rig.Caller.OrgId, _rig.Caller.UserId, default);

    private async Task<ProjectUsage> UsedAsync() => await _rig.Ledger.ReadAsync(_rig.Caller.OrgId, (await ProjectAsync()).Id, default);

    private async Task BudgetAsync(Budget tokens)
    {
        Project project = await ProjectAsync();
        await _rig.Store.PatchAsync<Project>(Containers.Projects, project.OrgId, project.Id, [new(PatchKind.Set, "budgets", new ProjectBudgets(Tokens: tokens))], null, default);
    }

    private async Task<IReadOnlyList<AuditEntry>> EnteredAsync() =>
        [.. (await _rig.Bench.Audit.ListAsync(_rig.Caller.OrgId, null, 50, default)).Items.Where(entry => entry.Action == "model_answered")];

    private static SourceCaptions Captions(string video) =>
        new(video, "Heard", "Mara", 8, "en", "a.vtt", Encoding.UTF8.GetBytes(StudyRig.Vtt("Kilns are ovens for ceramics.", "They get hot.")));

    private sealed class FakeReader : ILinkReader
    {
        public int Reads { get; private set; }

        public Func<string, LinkReading> Reading { get; set; } = video => new LinkReading(Captions(video), null, "gemini-test", 5000, 300);

        public CancellationToken Cancellation { get; private set; }

        public string Platform => "youtube";

        public Task<LinkReading> ReadAsync(string videoId, CancellationToken cancellation)
        {
            Reads++;
            Cancellation = cancellation;
            return Task.FromResult(Reading(videoId));
        }
    }
}
