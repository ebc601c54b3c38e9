using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>A render from its order to its end, as its story plays it, with steps repeated by chance.</summary>
/// <param name="number">Its fate goes by this, so that a story that is played again has the same.</param>
/// <param name="again">A process was killed before: this story may have begun.</param>
internal sealed class RenderStory(IServiceProvider shop, int number, int roll, bool again)
{
    /// <summary>Of those who want the same at once one always gets through.</summary>
    private const int Patience = 200;

    private readonly string _editId = Ids.Derived("edt", number.ToString(CultureInfo.InvariantCulture));

    private readonly IDocumentStore _store = shop.GetRequiredService<IDocumentStore>();

    private string RenderId => OrderRender.IdOf(MoneySettings.OrgId, _editId);

    public async Task PlayAsync()
    {
        // One of eight that a kill may have cut off isn't taken up again: the sweep finds what it had reserved.
        if (again && roll % 8 == 1 && await _store.ReadAsync<Edit>(Containers.Edits, MoneySettings.OrgId, _editId, default) is not null)
            return;
        await _store.UpsertAsync(Containers.Edits, NewEdit(), default);
        if (!await OrderedAsync())
        {
            // As its story does: the end is looked after, whatever came before.
            await CloseAsync();
            return;
        }

        if (await _store.ReadAsync<RenderJob>(Containers.Renders, MoneySettings.OrgId, RenderId, default) is { } job)
            await MeetFateAsync(job, number % 5);
        // One of eight is forgotten here, as if its story had been ended from outside.
        if (roll % 8 != 0)
            await TwiceByChanceAsync(roll >> 3, CloseAsync);
    }

    /// <summary>What was overtaken is tried again, as the engine does with a story's step.</summary>
    public static async Task UntilDoneAsync(Func<Task> step)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await step();
                return;
            }
            catch (TransientException) when (attempt < Patience)
            {
            }
        }
    }

    private async Task<bool> OrderedAsync()
    {
        try
        {
            await TwiceByChanceAsync(roll, () => shop.GetRequiredService<OrderRender>().ExecuteAsync(
                MoneySettings.OrgId, _editId, MoneySettings.JobId, "story", run: 0, attempt: 1, default));
            return true;
        }
        catch (PermanentException refused) when (refused.Code is "credits_low" or "work_ended")
        {
            return false;
        }
    }

    private async Task MeetFateAsync(RenderJob job, int fate)
    {
        ServeRenderJob serve = shop.GetRequiredService<ServeRenderJob>();
        Task finish = fate switch
        {
            0 or 1 or 2 => TwiceByChanceAsync(roll >> 6, () => serve.FinishAsync(job, Files(job), default)),
            3 => UntilDoneAsync(() => serve.FinishAsync(job, new RenderResult([], "render_failed", "It failed.", true), default)),
            // It is never heard of again.
            _ => Task.CompletedTask,
        };
        // A person changes their mind at the very moment.
        Task cancel = fate == 2 ? UntilDoneAsync(() => shop.GetRequiredService<CancelRender>().ExecuteAsync(Owner, job.Id, default)) : Task.CompletedTask;
        await Task.WhenAll(finish, cancel);
    }

    private Task CloseAsync() => UntilDoneAsync(() => shop.GetRequiredService<CloseRender>().ExecuteAsync(MoneySettings.OrgId, RenderId, 0, default));

    private static Task TwiceByChanceAsync(int roll, Func<Task> step) =>
        (roll & 3) == 0 ? Task.WhenAll(UntilDoneAsync(step), UntilDoneAsync(step)) : UntilDoneAsync(step);

    private static Principal Owner => new(MoneySettings.UserId, MoneySettings.OrgId, Role.Owner);

    private static RenderResult Files(RenderJob job) =>
        new([.. job.Platforms.Select(platform => new RenderedFile(platform, $"{platform}.mp4", $"{platform}.jpg", 1, 1, 1080, 1920, null))]);

    private Edit NewEdit() => new()
    {
        Id = _editId,
        Partition = MoneySettings.OrgId,
        OrgId = MoneySettings.OrgId,
        CreatedBy = MoneySettings.UserId,
        CreatedAt = DateTimeOffset.UtcNow,
        VideoId = "vid_1",
        ScriptId = "scr_1",
        Edl = new EditDecisionList([new EditClip(0, 1)], [], 0),
        Variants = [.. Enumerable.Range(0, 1 + (number % 12)).Select(n => new RenderVariant($"p{n}", null!, -14))],
    };
}
