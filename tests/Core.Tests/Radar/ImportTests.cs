using System.Globalization;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Imports;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Tests.Radar;

public sealed class ImportTests : IDisposable
{
    private readonly RadarBench _radar = new();

    public void Dispose() => _radar.Dispose();

    private ImportVideos Import => _radar.Get<ImportVideos>();

    [Fact]
    public async Task Import_ThreeWrongRowsOfAThousand_ReportsThemAndWritesNothing()
    {
        string csv = Csv(1000, row => row switch
        {
            17 => "https://example.com/v,mara,2026-11-19T12:00:00Z,100",
            500 => "https://www.youtube.com/watch?v=v500,mara,yesterday,100",
            1000 => "https://www.youtube.com/watch?v=v1000,mara,2026-11-19T12:00:00Z,many",
            _ => null,
        });

        Assert.True((await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(csv, DryRun: true), default)).Succeeded(out ImportReport? report, out _));
        Problem problem = (await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(csv), default)).Problem!;

        Assert.Equal((1000, 997, 3, false), (report.Rows, report.New, report.WrongRows, report.Written));
        Assert.Equal([(17, "link"), (500, "published_at"), (1000, "views")], report.Errors.Select(error => (error.Row, error.Field)));
        Assert.Equal("import_rows_wrong", problem.Code);
        Assert.Equal(["rows[1000].views", "rows[17].link", "rows[500].published_at"], problem.Details!.Keys.Order());
        Assert.Empty(await VideosAsync());
    }

    [Fact]
    public async Task Import_TheSameFileTwice_IsThereOnce()
    {
        string csv = Csv(150, _ => null);
        for (int time = 0; time < 2; time++)
            Assert.True((await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(csv), default)).Succeeded(out _, out _));

        IReadOnlyList<TrendVideo> videos = await VideosAsync();
        Assert.Equal(150, videos.Count);
        Assert.All(videos, video => Assert.Single(video.Observations));
    }

    [Fact]
    public async Task Import_RowsOfOneVideoAtSeveralTimes_AreItsHistory()
    {
        ImportedRow Row(string measured, long views) => new(
            "https://www.tiktok.com/@mara/video/7300000000000000000", Creator: "@mara", PublishedAt: "2026-11-19T12:00:00Z", MeasuredAt: measured, Views: views, Hashtags: "#Knots ropes");

        Assert.True((await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(Rows: [Row("2026-11-20T10:00:00Z", 300), Row("2026-11-20T08:00:00Z", 100)]), default)).Succeeded(out _, out _));

        TrendVideo video = Assert.Single(await VideosAsync());
        Assert.Equal(("tiktok", "7300000000000000000", (double?)100), (video.Platform, video.VideoId, video.Velocity));
        Assert.Equal(["knots", "ropes"], video.Hashtags);
    }

    [Fact]
    public async Task Import_BeyondTheTiersRoom_IsRefusedAsAWhole()
    {
        Principal free = await _radar.InTierAsync("free");

        Assert.Equal("tracked_video_limit", (await Import.ExecuteAsync(free, new ImportOrder(Csv(101, _ => null)), default)).Problem!.Code);
        Assert.Equal(0, await _radar.Get<TrendVideoStore>().CountWatchedAsync(free.OrgId, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("link,creator,published_at\n")]
    [InlineData("link,creator\nhttps://www.youtube.com/watch?v=1,mara\n")]
    [InlineData("link,creator,published_at,colour\nhttps://www.youtube.com/watch?v=1,mara,2026-11-19,red\n")]
    public async Task Import_NoTable_IsRefused(string csv) =>
        Assert.Equal(["csv"], (await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(csv), default)).Problem!.Details!.Keys);

    [Fact]
    public async Task Import_TooManyRows_IsRefused() =>
        Assert.Equal("import_too_large", (await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(Csv(ImportVideos.MaxRows + 1, _ => null)), default)).Problem!.Code);

    [Fact]
    public async Task Import_SemicolonsQuotesAndAByteOrderMark_AreRead()
    {
        const string Csv = "\uFEFFLink;Creator;Published_At;Title\r\n\"https://youtu.be/abc\";mara;2026-11-19;\"Knots; \"\"fast\"\"\nand slow\"\r\n\r\n";

        Assert.Null((await Import.ExecuteAsync(RadarBench.Owner, new ImportOrder(Csv), default)).Problem);

        TrendVideo video = Assert.Single(await VideosAsync());
        Assert.Equal(("abc", "Knots; \"fast\"\nand slow", (long?)null), (video.VideoId, video.Title, video.Latest!.Value.Views));
    }

    private static string Csv(int rows, Func<int, string?> wrong)
    {
        var csv = new StringBuilder("link,creator,published_at,views\n");
        for (int row = 1; row <= rows; row++)
            csv.AppendLine(wrong(row) ?? string.Create(CultureInfo.InvariantCulture, $"https://www.youtube.com/shorts/v{row},mara,2026-11-19T12:00:00Z,{row}"));
        return csv.ToString();
    }

    private async Task<IReadOnlyList<TrendVideo>> VideosAsync() =>
        (await _radar.Store.QueryAsync<TrendVideo>(Containers.TrendVideos, new DocumentQuery(RadarBench.Owner.OrgId, Limit: 1000), default)).Items;
}
