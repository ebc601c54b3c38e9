using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Operations;

public sealed class IdempotentCallsTests : IDisposable
{
    private static readonly Principal Mara = new("usr_mara", "org_1", Role.Owner);
    private static readonly KeptAnswer Created = new(201, new Dictionary<string, string> { ["Location"] = "/api/v1/orgs/org_2" }, "{}"u8.ToArray());

    private readonly Workbench _bench = new();
    private readonly IdempotentCalls _calls;

    public IdempotentCallsTests() =>
        _calls = new IdempotentCalls(_bench.Store, new SecretBox(new Dictionary<int, byte[]> { [1] = new byte[32] }), _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Begin_SameKeyAndBodyAfterTheAnswer_GivesItAgain()
    {
        await _calls.KeepAsync(Running(await Begin()).Id, Created, default);

        KeptAnswer again = Assert.IsType<IdempotentStep.Again>(await Begin()).Answer;

        Assert.Equal((201, "/api/v1/orgs/org_2", "{}"), (again.Status, again.Headers["Location"], Encoding.UTF8.GetString(again.Body!)));
    }

    [Fact]
    public async Task Begin_ManyAtOnce_OneRuns()
    {
        IdempotentStep[] steps = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Begin()));

        Assert.Single(steps, step => step is IdempotentStep.Run);
        Assert.Equal(15, steps.Count(step => step is IdempotentStep.Wait));
    }

    [Fact]
    public async Task Begin_SameKeyOtherBody_IsToldApartAlsoWhileTheFirstRuns()
    {
        string id = Running(await Begin()).Id;
        Assert.IsType<IdempotentStep.Other>(await Begin(body: "other"));

        await _calls.KeepAsync(id, Created, default);
        Assert.IsType<IdempotentStep.Other>(await Begin(body: "other"));
    }

    [Fact]
    public async Task Begin_OtherPersonOrganisationOrRoute_IsAnotherKey()
    {
        Running(await Begin());

        Running(await Begin(Mara with { UserId = "usr_joe" }));
        Running(await Begin(Mara with { OrgId = "org_2" }));
        Running(await Begin(route: "POST /api/v1/posts"));
    }

    [Fact]
    public async Task Begin_FirstWentWrong_MayRunAgain()
    {
        await _calls.ForgetAsync(Running(await Begin()), default);

        Running(await Begin());
    }

    [Fact]
    public async Task Begin_FirstWasCutOff_MayRunAgainOnceWhenNoHostWaitsForItAnyMore()
    {
        Running(await Begin());
        _bench.Clock.Advance(TimeSpan.FromSeconds(239));
        Assert.IsType<IdempotentStep.Wait>(await Begin());
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));

        IdempotentStep[] steps = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Begin()));

        Assert.Single(steps, step => step is IdempotentStep.Run);
    }

    [Fact]
    public async Task Forget_ByOneThatRanTooLong_LeavesItsSuccessorsNote()
    {
        IdempotentStep.Run first = Running(await Begin());
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        IdempotentStep.Run second = Running(await Begin());

        await _calls.ForgetAsync(first, default);
        Assert.IsType<IdempotentStep.Wait>(await Begin());

        await _calls.ForgetAsync(second, default);
        Running(await Begin());
    }

    [Fact]
    public async Task Keep_AnswerTooLargeForADocument_IsRememberedAsDone()
    {
        await _calls.KeepAsync(Running(await Begin()).Id, Created with { Body = new byte[3 * 1024 * 1024] }, default);

        Assert.Null(Assert.IsType<IdempotentStep.Again>(await Begin()).Answer.Body);
    }

    [Fact]
    public async Task Begin_ADayLater_TheKeyIsFree()
    {
        await _calls.KeepAsync(Running(await Begin()).Id, Created, default);
        _bench.Clock.Advance(TimeSpan.FromHours(25));

        Running(await Begin(body: "other"));
    }

    private static IdempotentStep.Run Running(IdempotentStep step) => Assert.IsType<IdempotentStep.Run>(step);

    private Task<IdempotentStep> Begin(Principal? caller = null, string route = "POST /api/v1/orgs", string body = "body") =>
        _calls.BeginAsync(caller ?? Mara, route, "key-1", SHA256.HashData(Encoding.UTF8.GetBytes(body)), default);
}
