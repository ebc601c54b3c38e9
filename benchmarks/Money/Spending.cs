using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>
/// 64 spenders of one balance, each playing one render's story after the other, while the provider's events come twice, late and the wrong way round.
/// What a kill left open is, by chance, either played again (the story lives on) or left to the sweep (it doesn't).
/// </summary>
internal sealed class Spending(MoneySettings settings, ServiceProvider shop)
{
    private readonly Random _dice = new(settings.Seed + settings.Run);
    private readonly Lock _writing = new();

    public static async Task RunAsync(MoneySettings settings)
    {
        var books = new Books(settings.Seed, settings.Purchases);
        await using ServiceProvider shop = Shop.Open(settings, books);
        await new Spending(settings, shop).SpendAsync(books);
    }

    private async Task SpendAsync(Books books)
    {
        Note(settings.StartedPath, settings.Run.ToString(CultureInfo.InvariantCulture));
        HashSet<int> done = [.. MoneySettings.LinesOf(settings.DonePath).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        int[] left = [.. Enumerable.Range(0, settings.Jobs).Where(n => !done.Contains(n))];
        int[] rolls = [.. Enumerable.Range(0, settings.Jobs).Select(_ => _dice.Next())];
        PaymentNews[] news = [.. books.News, .. books.News];
        _dice.Shuffle(news);
        // By chance, also in between; then what a kill cut off is over, even if its story lives on.
        if (_dice.Next(3) == 0)
            await SweepAsync();
        (int nextJob, int nextNews) = (-1, -1);
        await Task.WhenAll(Enumerable.Range(0, MoneySettings.Spenders).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref nextJob) is var at && at < left.Length)
            {
                if (Interlocked.Increment(ref nextNews) is var told && told < news.Length)
                    await TellAsync(news[told]);
                await new RenderStory(shop, left[at], rolls[left[at]], again: settings.Run > 1).PlayAsync();
                await LookAsync();
                Note(settings.DonePath, left[at].ToString(CultureInfo.InvariantCulture));
            }
        })));
        if (settings.Last)
            await EndAsync(news);
    }

    private async Task EndAsync(PaymentNews[] news)
    {
        foreach (PaymentNews one in news)
            await TellAsync(one);
        await SweepAsync();
        await LookAsync();
    }

    private async Task SweepAsync()
    {
        Shop.LaterClock clock = shop.GetRequiredService<Shop.LaterClock>();
        clock.By = TimeSpan.FromHours(1);
        await shop.GetRequiredService<SweepCharges>().ExecuteAsync(new Shop.NoStories(), default);
        clock.By = TimeSpan.Zero;
    }

    private async Task TellAsync(PaymentNews news)
    {
        Note(settings.ToldPath, news.EventId);
        await RenderStory.UntilDoneAsync(() => shop.GetRequiredService<TakePayment>().ExecuteAsync(news, default));
    }

    /// <summary>What is promised must be there at every instant, not only at the end.</summary>
    private async Task LookAsync()
    {
        CreditBalance seen = await shop.GetRequiredService<Credits>().ReadAsync(MoneySettings.OrgId, default);
        if (seen.Available < 0 || seen.Reserved < 0)
            Note(settings.OverdrawnPath, FormattableString.Invariant($"After entry {seen.Sequence}, {seen.Reserved} credits of {seen.Balance} were reserved."));
    }

    private void Note(string path, string line)
    {
        lock (_writing)
            File.AppendAllText(path, line + '\n');
    }
}
