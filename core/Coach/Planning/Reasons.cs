using System.Globalization;

namespace Shortloop.Core.Coach.Planning;

/// <summary>Why something is in a plan, in the plan's language: what decided, in this order.</summary>
internal sealed class Reasons(string language, string categoryName)
{
    private const int LongestTitle = 60;

    private readonly CoachTexts _texts = CoachTexts.Of(language);

    public string Of(Ranked one) => one switch
    {
        { Followed: true } => Fill(_texts.FromFollowed, Cut(one.Of.Video.Creator)),
        { Close: { } close } => Fill(_texts.LikeWhatYouLiked, Cut(close)),
        { Of: { Engagement: >= 0.5, Video.Likes: not null } } => Fill(_texts.LikedByMost, Numbers.Percent(one.Of.Rate, language), categoryName),
        { Of.Video.Views: { } views and >= 10_000 } => Fill(_texts.SeenByMany, Numbers.Short(views, language), categoryName),
        { Known: false, Fit: < 0.5 } => _texts.SomethingNew,
        _ => Fill(_texts.Varied, categoryName),
    };

    public string ToFollow(Ranked best) => best switch
    {
        { Close: { } close } => Fill(_texts.FollowClose, Cut(close)),
        { Of: { Engagement: >= 0.5, Video.Likes: not null } } => Fill(_texts.FollowLiked, Numbers.Percent(best.Of.Rate, language), categoryName),
        _ => Fill(_texts.FollowTrending, categoryName),
    };

    public string ToBlock(Ranked worst) => worst.Of.Video is { Likes: { } likes, Views: { } views and > 0 } && worst.Of.Engagement < 0.5
        ? Fill(_texts.BlockUnliked, Numbers.Short(views, language), Numbers.Percent((double)likes / views, language))
        : _texts.BlockFar;

    public string ToSearch(bool taste) => taste ? _texts.SearchTaste : Fill(_texts.SearchCategory, categoryName);

    public string Template(PlanAction action) => Fill(_texts.Template[action], categoryName);

    public string Step(PlanAction action) => _texts.Steps[action];

    public static string Cut(string text) => text.Length <= LongestTitle ? text : text[..(char.IsHighSurrogate(text[LongestTitle - 2]) ? LongestTitle - 2 : LongestTitle - 1)] + "…";

    private static string Fill(string text, params string[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
