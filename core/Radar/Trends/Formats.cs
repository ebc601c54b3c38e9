using System.Text.RegularExpressions;

namespace Shortloop.Core.Radar.Trends;

/// <summary>
/// Ways to make a video, by how people title it in English, German, Spanish and Russian. Data. Titles come from outside: the patterns run in
/// linear time.
/// </summary>
internal static class Formats
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Few = @"(?:\d{1,3}|two|three|four|five|six|seven|ten|zwei|drei|vier|fünf|dos|tres|cuatro|cinco|два|три|четыре|пять)";

    public static readonly IReadOnlyList<(string Name, string Label, Regex Pattern)> All =
    [
        Of("pov", "Point of view", @"(?:^|\W)pov(?:\W|$)|от первого лица"),
        Of("before_after", "Before and after", @"before\s*(?:/|&|and|vs\.?|\+|→|->|-)\s*after|vorher\W+(?:und\s+)?nachher|antes\s*(?:/|y|&|-)\s*(?:de\s+)?despu[eé]s|до\s*(?:/|и|-)\s*после"),
        Of("day_in_life", "A day in the life", @"day\s+in\s+(?:my|the|a)\s+life|ein\s+tag\s+(?:im|in\s+meinem)\s+leben|un\s+d[ií]a\s+(?:en|de)\s+(?:la|mi)\s+vida|один\s+(?:мой\s+)?день(?:\s+(?:из\s+)?жизни|\W|$)|день\s+из\s+жизни"),
        Of("listicle", "A numbered list", $@"(?:^|\W){Few}\s+(?:\w+\s+)?(?:things|ways|tips|tricks|hacks|ideas|mistakes|reasons|signs|facts|rules|secrets|habits|steps|dinge|wege|tipps|tricks|ideen|fehler|gründe|regeln|cosas|formas|maneras|consejos|trucos|ideas|errores|razones|вещ\w*|способ\w*|совет\w*|ошиб\w*|причин\w*|иде\w*|лайфхак\w*)"),
        Of("tutorial", "A tutorial", @"how\s+(?:to|i)\b|tutorial|step\s+by\s+step|schritt\s+für\s+schritt|(?:^|\W)so\s+(?:geht|machst|macht)|anleitung|c[oó]mo\s+(?:hacer|se\s+hace)|paso\s+a\s+paso|как\s+(?:это\s+)?(?:с?делать|приготовить|собрать)|туториал|пошагов\w*"),
        Of("get_ready", "Get ready with me", @"grwm|get\s+ready\s+with\s+me|mach\s+dich\s+mit\s+mir\s+fertig|arr[eé]glate\s+conmigo|собира\w+\s+(?:со|вместе\s+со)\s+мной"),
        Of("storytime", "Storytime", @"story\s*time|(?:^|\W)die\s+geschichte\s+wie|les\s+cuento|historia\s+de\s+c[oó]mo|история\s+(?:о\s+том|из\s+жизни)"),
        Of("challenge", "A challenge", @"challenge|челлендж|reto(?:\W|$)|tried\s+(?:\w+\s+)?for\s+\d{1,3}\s+days|\d{1,3}\s+дней\s+подряд|prob[eé]\s+\d{1,3}\s+d[ií]as|\d{1,3}\s+tage\s+(?:lang\s+)?(?:ausprobiert|getestet)"),
        Of("unboxing", "Unboxing", @"unboxing|auspacken|распаковк\w*"),
        Of("eat_in_a_day", "What I eat in a day", @"what\s+i\s+eat\s+in\s+a\s+day|was\s+ich\s+(?:an\s+einem|am)\s+tag\s+esse|lo\s+que\s+como\s+en\s+un\s+d[ií]a|что\s+я\s+ем\s+за\s+день"),
        Of("wish_i_knew", "What I wish I had known", @"(?:i\s+)?wish\s+(?:i|someone|you)\s+(?:knew|had|told)|gerne\s+früher\s+gewusst|ojal[aá]\s+hubiera|хотел\w*\s+бы\s+знать"),
        Of("asmr", "ASMR", @"(?:^|\W)(?:asmr|асмр)(?:\W|$)"),
        Of("reaction", "A reaction", @"react(?:s|ing|ion)|reagier\w*|reakti\w*|reaccion\w*|реакци\w*"),
        Of("transformation", "A transformation", @"transformation|glow\s*up|makeover|transformaci[oó]n|трансформаци\w*|преображени\w*"),
        Of("ranking", "A ranking", @"rank(?:ing|ed)|tier\s*list|top\s+\d{1,2}(?:\W|$)|топ\W?\d{1,2}|рейтинг"),
        Of("versus", "A comparison", @"\w\s+(?:vs\.?|versus|против)\s+\w"),
        Of("in_seconds", "In so many seconds", @"in\s+\d{1,3}\s*(?:s|sec|seconds|sekunden|minutes?|minuten)(?:\W|$)|en\s+\d{1,3}\s+(?:segundos|minutos)|за\s+\d{1,3}\s+(?:секунд|минут)"),
        Of("expectation_reality", "Expectation and reality", @"expectations?\s*(?:vs\.?|/|and)\s*reality|erwartung\W+(?:und\s+|vs\.?\s+)?realit[aä]t|expectativas?\s*(?:vs\.?|/|y)\s*realidad|ожидани\w*\s*(?:/|и|vs|-)\s*реальност\w*"),
        Of("myth", "A myth looked at", @"myths?(?:\W|$)|debunk\w*|myth(?:en|os)|mitos?(?:\W|$)|миф\w*"),
        Of("behind_the_scenes", "Behind the scenes", @"behind\s+the\s+scenes|hinter\s+den\s+kulissen|detr[aá]s\s+de\s+(?:las\s+)?c[aá]maras|за\s+кадром|за\s+кулисами"),
        Of("duet", "A duet or stitch", @"(?:^|\W)(?:duet|stitch)(?:\W|$)|дуэт"),
        Of("try_on", "Trying on or out", @"try(?:ing)?[\s-]+(?:on|out)|haul(?:\W|$)|anprobe|probando|примерк\w*"),
    ];

    public static IEnumerable<string> Of(string title) => All.Where(format => format.Pattern.IsMatch(title)).Select(format => format.Name);

    public static string LabelOf(string name) => All.FirstOrDefault(format => format.Name == name).Label ?? name;

    private static (string, string, Regex) Of(string name, string label, string pattern) => (name, label, new Regex(pattern, Options));
}
