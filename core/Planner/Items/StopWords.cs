namespace Shortloop.Core.Planner.Items;

/// <summary>Words without a meaning of their own, by language of content. An unknown language has none.</summary>
internal static class StopWords
{
    private static readonly Dictionary<string, HashSet<string>> All = new()
    {
        ["en"] = Set("a an and are as at be been but by do does for from had has have how i if in into is it its me my no nobody not of on or our so than that the their them then there they this to up us was we were what when where which who why will with you your"),
        ["de"] = Set("aber als am an auch auf aus bei beim bin bis das dass dein deine deinem deinen deiner dem den der des die dies diese dieser dir doch du durch ein eine einem einen einer eines er es für hast hat ich ihr im in ist ja kein keine keiner mehr mein meine mich mir mit nach nicht noch nur oder ohne schon sein sich sie sind so thema über um und uns vom von vor was wenn wer wie wir wird wirst zu zum zur"),
        ["es"] = Set("a al algo ante aquí así aun cada como con contra cuando de del desde donde e el ella en era es esa ese eso esta este esto está están fue ha hace hay la las le les lo los más me mi mis muy nada nadie ni no nos o para pero por porque que qué quien se ser si sí sin sobre solo son su sus tan te tema tu tus un una uno y ya yo"),
        ["ru"] = Set("а без бы был была были быть в вам вас все всё вы где да для до его ее её если есть ещё еще же за и из или их к как когда кто ли мне мои мой мы на над нас не нет ни но о об он она они от по под при про с так там тебе тебя тема теме темы то тоже только ты у уже чем что чтобы эта эти это этом этот я"),
    };

    public static bool In(string language, string word) => All.TryGetValue(language, out HashSet<string>? words) && words.Contains(word);

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
