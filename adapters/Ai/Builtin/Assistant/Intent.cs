namespace Shortloop.Adapters.Builtin.Assistant;

/// <summary>Something that can be wanted.</summary>
/// <param name="Name">As docs/assistant.md calls it.</param>
/// <param name="Words">Any of a row must be in the message, of every row; beginnings of words, in all languages; with <c>!</c> the whole word.</param>
/// <param name="Tool">That answers it in one call.</param>
/// <param name="Action">Or: a thing is looked for first, and then acted on.</param>
/// <param name="Timed">Only if the message names an instant.</param>
internal sealed record Intent(string Name, string[][] Words, string? Tool = null, Action? Action = null, Func<Request, object>? With = null, bool Timed = false)
{
    public object Arguments(Request request) => With?.Invoke(request) ?? new { };

    /// <summary>Who asks what there is doesn't want anything done.</summary>
    public bool IsWantedBy(IReadOnlySet<string> words, bool asks, bool hasTime) =>
        !(asks && Action is not null) && !(Timed && !hasTime) && Words.All(row => row.Any(stem => words.Any(word => Matches(word, stem))));

    private static bool Matches(string word, string stem) => stem.EndsWith('!') ? word == stem[..^1] : word.StartsWith(stem, StringComparison.Ordinal);
}

/// <param name="IdName">Of the argument.</param>
/// <param name="Finder">Lists what could be meant.</param>
internal sealed record Action(string Tool, string IdName, string Finder, Func<Request, object> Find, bool NeedsTime = false);

/// <summary>What the analyst understands, the more special first.</summary>
internal static class Intents
{
    private static readonly string[] Videos = ["video", "clip", "видео", "ролик", "vídeo"];
    private static readonly string[] Posts = ["post", "beitrag", "beiträge", "публикац", "пост", "publicaci"];
    private static readonly Func<Request, object> ByWords = request => request.Quoted is { } words ? new { query = words } : new { limit = 50 };
    private static readonly Func<Request, object> OfVideo = request => request.IdOf("vid") is { } id ? new { videoId = id } : new { };

    private static readonly Action Move = new("schedule_post", "postId", "list_schedule", _ => new { limit = 50 }, NeedsTime: true);

    public static readonly IReadOnlyList<Intent> All =
    [
        new("delete a video", [["delete", "remove", "lösch", "entfern", "удали", "удалить", "elimin", "borra"], Videos],
            Action: new Action("delete_video", "videoId", "list_videos", ByWords)),
        new("cancel a post", [["cancel", "withdraw", "storn", "abbrech", "zurückzieh", "отмен", "cancela", "anula"], Posts],
            Action: new Action("cancel_post", "postId", "list_schedule", _ => new { limit = 50 })),
        new("move a post", [["reschedul", "move", "verschieb", "verleg", "перенес", "mueve", "mover", "reprogram"], Posts], Action: Move),
        new("move a post", [["schedule", "plan", "запланир", "program"], Posts], Action: Move, Timed: true),
        new("publish a post", [["publish!", "veröffentliche!", "veröffentlichen!", "опубликуй", "опубликовать!", "publica!", "publicar!"], Posts],
            Action: new Action("publish_post", "postId", "list_schedule", _ => new { limit = 50 })),
        new("trends", [["trend", "тренд", "tendenci"]], "list_trends"),
        new("creators", [["blogger", "creator", "ersteller", "блогер", "автор", "creador"]], "list_bloggers"),
        new("notes", [["note", "notiz", "заметк", "конспект", "nota!", "notas", "apunte"]], "list_notes", With: request => request.Quoted is { } words ? new { query = words } : new { }),
        new("months", [["month", "monat", "месяц", "mes!", "meses"]], "list_months"),
        new("today's plan", [["today", "daily", "heute", "heutig", "сегодня", "hoy", "diario"], ["plan", "план"]], "get_daily_plan"),
        new("what is scheduled", [["schedul", "calendar", "upcoming", "planned", "geplant", "kalender", "zeitplan", "ansteh", "заплан", "расписан", "календар", "программ", "programad", "calendario", "agenda"]],
            "list_schedule"),
        new("best patterns", [["pattern", "works", "muster", "funktionier", "паттерн", "шаблон", "приём", "работает", "patron", "patrón", "funciona"]],
            "list_patterns", With: request => request.Has("weak", "worst", "improve", "schwäch", "schlecht", "verbesser", "слаб", "худш", "улучш", "peor", "débil", "mejorar")
                ? new { order = "weakest", videoId = request.IdOf("vid") } : new { order = "best", videoId = request.IdOf("vid") }),
        new("analytics", [["analytic", "metric", "numbers", "views", "likes", "perform", "statist", "zahlen", "aufrufe", "аналитик", "метрик", "статист", "просмотр", "цифр", "analític", "métric", "vistas", "estadístic"]],
            "list_metrics", With: OfVideo),
        new("brand", [["brand", "logo", "colour", "color", "font", "marke", "бренд", "логотип", "marca"]], "list_brand"),
        new("accounts", [["account", "connected", "konto", "konten", "verbunden", "аккаунт", "учётн", "подключ", "cuenta", "conectad"]], "list_accounts"),
        new("strategies", [["strateg", "стратег", "estrateg"]], "list_strategies", With: OfVideo),
        new("scripts", [["script", "skript", "drehb", "сценар", "guion", "guión"]], "list_scripts", With: OfVideo),
        new("jobs", [["job", "running", "progress", "auftr", "läuft", "fortschritt", "задач", "задан", "выполня", "trabajo", "proceso", "tarea"]], "list_jobs"),
        new("projects", [["project", "projekt", "проект", "proyecto"]], "list_projects"),
        new("list posts", [Posts], "list_posts", With: OfVideo),
        new("list videos", [Videos], "list_videos", With: request => request.Quoted is { } words ? new { query = words } : new { }),
    ];
}
