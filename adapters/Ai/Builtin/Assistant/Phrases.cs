namespace Shortloop.Adapters.Builtin.Assistant;

/// <summary>What the analyst says, in one language.</summary>
/// <param name="Found">With the number of things.</param>
internal sealed record Phrases(
    string Help, string NotUnderstood, string NotAllowed, string Confirm, string When, string None, string Which, string Nothing, Func<int, string> Found)
{
    private static readonly Dictionary<string, Phrases> Known = new()
    {
        ["en"] = new(
            "I am the built-in analyst, not a language model. I can list videos, posts, patterns, strategies, scripts, jobs and projects; say what is scheduled; show numbers, the brand kit and "
            + "connected accounts; and, once you confirm, delete a video or cancel, move or publish a post. For example: “show my videos”, “what is scheduled?”, “delete the video \"Pasta\"”, "
            + "“move the post \"Pasta\" to 2026-12-01T18:00+01:00”.",
            "I didn't understand that.", "Your role or key does not allow this.", "Please confirm it on the card.",
            "Say when, as in 2026-12-01T18:00+01:00.", "I found nothing of that name. Put words of its title between quotation marks.",
            "Several fit. Say which, by its id:", "There is nothing yet.", n => n == 1 ? "Here is one:" : $"Here are {n}:"),
        ["de"] = new(
            "Ich bin der eingebaute Analyst, kein Sprachmodell. Ich kann Videos, Posts, Muster, Strategien, Skripte, Aufträge und Projekte auflisten, sagen, was geplant ist, Zahlen, Marke und "
            + "verbundene Konten zeigen und nach deiner Bestätigung ein Video löschen oder einen Post stornieren, verschieben oder veröffentlichen. Zum Beispiel: „Zeige meine Videos“, "
            + "„Was ist geplant?“, „Lösche das Video \"Pasta\"“.",
            "Das habe ich nicht verstanden.", "Deine Rolle oder dein Schlüssel erlaubt das nicht.", "Bitte bestätige es auf der Karte.",
            "Sag, wann, etwa 2026-12-01T18:00+01:00.", "Ich habe nichts dieses Namens gefunden. Setze Wörter des Titels in Anführungszeichen.",
            "Mehrere passen. Sag, welches, mit seiner Id:", "Es gibt noch nichts.", n => n == 1 ? "Hier ist eines:" : $"Hier sind {n}:"),
        ["es"] = new(
            "Soy el analista integrado, no un modelo de lenguaje. Puedo listar vídeos, publicaciones, patrones, estrategias, guiones, trabajos y proyectos; decir qué está programado; mostrar "
            + "métricas, la marca y las cuentas conectadas; y, cuando lo confirmes, eliminar un vídeo o cancelar, mover o publicar una publicación. Por ejemplo: «muestra mis vídeos», "
            + "«¿qué está programado?», «elimina el vídeo \"Pasta\"».",
            "No lo he entendido.", "Tu rol o tu clave no lo permite.", "Confírmalo en la tarjeta, por favor.",
            "Di cuándo, por ejemplo 2026-12-01T18:00+01:00.", "No he encontrado nada con ese nombre. Pon palabras del título entre comillas.",
            "Hay varios. Di cuál, por su id:", "Todavía no hay nada.", n => n == 1 ? "Aquí tienes uno:" : $"Aquí tienes {n}:"),
        ["ru"] = new(
            "Я встроенный аналитик, не языковая модель. Я могу показать видео, публикации, паттерны, стратегии, сценарии, задачи и проекты, сказать, что запланировано, показать статистику, бренд и "
            + "подключённые аккаунты, а после вашего подтверждения удалить видео или отменить, перенести или опубликовать пост. Например: «покажи мои видео», «что запланировано?», "
            + "«удали видео \"Паста\"».",
            "Я этого не понял.", "Ваша роль или ключ этого не позволяет.", "Подтвердите это, пожалуйста, на карточке.",
            "Скажите когда, например 2026-12-01T18:00+01:00.", "Ничего с таким названием не нашлось. Поставьте слова из названия в кавычки.",
            "Подходит несколько. Назовите по id:", "Пока ничего нет.", n => $"Нашлось: {n}."),
    };

    public static Phrases In(string language) => Known[language];
}
