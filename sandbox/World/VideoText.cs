using System.Globalization;

namespace Shortloop.Sandbox.World;

/// <summary>Title, description and hashtags of a video, from what it is about; the same each time.</summary>
internal static class VideoText
{
    private static readonly Dictionary<string, string[]> Details = new()
    {
        ["en"] = ["in one minute", "for beginners", "my honest notes", "what changed", "on a small budget", "step by step", "the short version", "mistakes I made"],
        ["ru"] = ["за одну минуту", "для новичков", "честные заметки", "что изменилось", "без лишних трат", "шаг за шагом", "коротко", "мои ошибки"],
        ["es"] = ["en un minuto", "para principiantes", "mis notas sinceras", "lo que cambió", "con poco dinero", "paso a paso", "versión corta", "mis errores"],
        ["de"] = ["in einer Minute", "für Anfänger", "meine ehrlichen Notizen", "was sich änderte", "mit wenig Geld", "Schritt für Schritt", "die kurze Fassung", "meine Fehler"],
    };

    private static readonly Dictionary<string, string> Intros = new()
    {
        ["en"] = "{0}: what I learned, told in short. New videos every week by {1}.",
        ["ru"] = "{0}: чему я научился, коротко. Новые видео каждую неделю, {1}.",
        ["es"] = "{0}: lo que aprendí, en breve. Vídeos nuevos cada semana, {1}.",
        ["de"] = "{0}: was ich gelernt habe, kurz erzählt. Jede Woche neue Videos von {1}.",
    };

    public static string Title(WorldVideo video)
    {
        var dice = new Dice(video.Key, 11);
        var phrase = video.Topic.Phrases[video.Language];
        var pattern = video.Format.Titles[video.Language];
        var starts = pattern.StartsWith("{0}", StringComparison.Ordinal);
        var title = string.Format(CultureInfo.InvariantCulture, pattern, starts ? Upper(phrase) : phrase);
        return dice.Chance(0.6) ? $"{title} – {dice.Pick(Details[video.Language])}" : title;
    }

    public static string Description(WorldVideo video)
    {
        var intro = string.Format(CultureInfo.InvariantCulture, Intros[video.Language], Upper(video.Topic.Phrases[video.Language]), video.Creator.Name);
        return $"{intro}\n\n{string.Join(' ', HashtagsOf(video).Select(h => "#" + h))}";
    }

    public static IReadOnlyList<string> HashtagsOf(WorldVideo video)
    {
        var dice = new Dice(video.Key, 12);
        var tags = new List<string>();
        if (video.Trends.FirstOrDefault(t => t.Kind == "hashtag") is { } trend)
            tags.Add(trend.Key);
        if (dice.Chance(0.75))
            tags.Add(video.Topic.HashtagIn(video.Language));
        var evergreen = Hashtags.Evergreen(video.Category);
        tags.Add(dice.Pick(evergreen));
        tags.Add(dice.Pick(evergreen));
        if (dice.Chance(0.6))
            tags.Add(dice.Pick(Hashtags.Generic));
        if (video.Creator.OwnHashtag is { } own)
            tags.Add(own);
        if (video.IsViral)
            tags.Add(Hashtags.OfOneHit(video.Key));
        return [.. tags.Distinct()];
    }

    private static string Upper(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
