namespace Shortloop.Sandbox.World;

/// <summary>Patterns of sentences: {0} topic, {1} aspect of the section, {2} another aspect, {3} a number.</summary>
internal sealed record TalkWords(string Guest, string Greeting, string[] Openings, string[] Sentences, string[] Aspects)
{
    public static TalkWords Of(string language) => ByLanguage.GetValueOrDefault(language, ByLanguage["en"]);

    private static readonly Dictionary<string, TalkWords> ByLanguage = new()
    {
        ["en"] = new(
            "Guest",
            "Welcome back. Today we talk about {0}, and I will start with {1}.",
            [
                "Let us move on to {1}, because {0} depends on it more than people think.",
                "The next part is about {1}.",
                "Now we come to {1}, the part of {0} that I got wrong at first.",
            ],
            [
                "Most people who begin with {0} spend too little time on {1}.",
                "In my first {3} weeks I wrote down every result, and {1} made the largest difference.",
                "If you compare {1} with {2}, the first one is easier to measure.",
                "A study with {3} volunteers found that {1} improves when you rest in between.",
                "I would not begin with {2}; it only pays off later.",
                "Ask yourself what {1} costs you each day, in minutes.",
                "There is a simple rule for {1}: change one thing at a time.",
                "What surprised me about {0} is how quickly {1} becomes a habit.",
                "After {3} attempts I stopped counting and looked at {1} instead.",
                "The mistake I see most often is to confuse {1} with {2}.",
                "You can test this at home with a notebook and {3} minutes.",
                "Experts disagree about {2}, but nearly all of them recommend {1}.",
                "That is why {0} works better in small steps than in one big push.",
                "Keep {1} in mind whenever the plan for {0} gets too complicated.",
                "Nobody told me that {1} matters more on bad days than on good ones.",
                "By the end of the month {1} felt natural, and {2} followed by itself.",
            ],
            [
                "preparation", "the first attempt", "patience", "good equipment", "honest feedback", "the daily schedule", "the cost", "recovery",
                "breathing room", "small experiments", "attention to detail", "the right question", "repetition", "a clear goal", "the environment", "measuring progress",
            ]),
        ["ru"] = new(
            "Гость",
            "С возвращением. Сегодня говорим на тему «{0}», и начнём вот с чего: {1}.",
            [
                "Следующая часть: {1}, от неё тема «{0}» зависит сильнее, чем кажется.",
                "Теперь перейдём дальше: {1}.",
                "Отдельный разговор: {1}, здесь я сначала ошибался.",
            ],
            [
                "Большинство новичков в теме «{0}» забывает, как важна {1}.",
                "За первые {3} недель я записывал каждый результат, и сильнее всего помогла {1}.",
                "Если сравнить, {1} и {2} требуют разного времени.",
                "В исследовании, где было {3} участников, {1} улучшалась после отдыха.",
                "Я бы не начинал с того, что называется {2}: это окупается позже.",
                "Спросите себя, сколько минут в день занимает {1}.",
                "Правило простое: {1} меняется по одному шагу за раз.",
                "В теме «{0}» меня удивило, как быстро {1} становится привычкой.",
                "После {3} попыток я перестал считать и посмотрел, как меняется {1}.",
                "Самая частая ошибка: путать, где {1}, а где {2}.",
                "Это можно проверить дома, нужна тетрадь и {3} минут.",
                "Специалисты спорят, нужна ли {2}, но почти все советуют: {1}.",
                "Поэтому «{0}» лучше осваивать маленькими шагами.",
                "Помните, что {1} важнее, когда план становится слишком сложным.",
                "К концу месяца {1} стала естественной, а {2} пришла сама.",
            ],
            [
                "подготовка", "первая попытка", "терпеливость", "хорошая техника", "честная оценка", "дневная норма", "цена вопроса", "пауза для отдыха",
                "спокойная среда", "маленькая проверка", "точность в деталях", "ясная цель", "регулярность", "обратная связь", "простая запись", "смена обстановки",
            ]),
        ["es"] = new(
            "Invitado",
            "Bienvenidos de nuevo. Hoy hablamos de {0} y empiezo por {1}.",
            [
                "Pasemos a {1}, porque {0} depende de eso más de lo que parece.",
                "La siguiente parte trata de {1}.",
                "Ahora llega {1}, lo que al principio hice mal con {0}.",
            ],
            [
                "La mayoría de quienes empiezan con {0} dedica poco tiempo a {1}.",
                "En mis primeras {3} semanas anoté cada resultado, y {1} marcó la diferencia.",
                "Si comparas {1} con {2}, lo primero es más fácil de medir.",
                "Un estudio con {3} voluntarios mostró que {1} mejora si descansas.",
                "Yo no empezaría por {2}; solo compensa más tarde.",
                "Pregúntate cuántos minutos al día te cuesta {1}.",
                "Hay una regla sencilla para {1}: cambia una sola cosa cada vez.",
                "Lo que me sorprendió de {0} es lo rápido que {1} se vuelve costumbre.",
                "Después de {3} intentos dejé de contar y miré {1}.",
                "El error más común es confundir {1} con {2}.",
                "Puedes probarlo en casa con un cuaderno y {3} minutos.",
                "Los expertos discuten sobre {2}, pero casi todos recomiendan {1}.",
                "Por eso {0} funciona mejor en pasos pequeños que de golpe.",
                "Ten presente {1} cuando el plan de {0} se complique.",
                "A final de mes {1} me salía natural, y {2} vino detrás.",
            ],
            [
                "la preparación", "el primer intento", "la paciencia", "un buen equipo", "la opinión sincera", "el horario diario", "el coste", "el descanso",
                "el margen de error", "los experimentos pequeños", "la atención al detalle", "la pregunta correcta", "la repetición", "un objetivo claro", "el entorno", "la medida del avance",
            ]),
        ["de"] = new(
            "Gast",
            "Willkommen zurück. Heute geht es um {0}, und ich beginne mit {1}.",
            [
                "Weiter geht es mit {1}, denn {0} hängt mehr davon ab, als viele denken.",
                "Der nächste Teil handelt von {1}.",
                "Jetzt kommt {1}, was ich bei {0} zuerst falsch gemacht habe.",
            ],
            [
                "Die meisten, die mit {0} anfangen, haben zu wenig Zeit für {1}.",
                "In meinen ersten {3} Wochen schrieb ich alles auf, und {1} machte den größten Unterschied.",
                "Vergleicht man {1} mit {2}, lässt sich das Erste leichter messen.",
                "Eine Studie mit {3} Freiwilligen zeigte: {1} wird mit Pausen besser.",
                "Ich würde nicht mit {2} anfangen; das lohnt sich erst später.",
                "Frag dich, wie viele Minuten am Tag {1} dich kostet.",
                "Für {1} gilt eine einfache Regel: immer nur eine Sache ändern.",
                "Überrascht hat mich bei {0}, wie schnell {1} zur Gewohnheit wird.",
                "Nach {3} Versuchen zählte ich nicht mehr und achtete auf {1}.",
                "Der häufigste Fehler ist, {1} mit {2} zu verwechseln.",
                "Das kannst du zu Hause prüfen, mit einem Heft und {3} Minuten.",
                "Fachleute streiten über {2}, doch fast alle empfehlen {1}.",
                "Darum gelingt {0} in kleinen Schritten besser als auf einmal.",
                "Denk an {1}, wenn der Plan für {0} zu kompliziert wird.",
                "Am Ende des Monats war {1} selbstverständlich, und {2} kam von allein.",
            ],
            [
                "Vorbereitung", "Geduld", "Ausrüstung", "Rückmeldung", "Tagesplanung", "Kosten", "Erholung", "Spielraum",
                "Versuche im Kleinen", "Sorgfalt", "Wiederholung", "Zielsetzung", "Umgebung", "Fortschrittsmessung", "Neugier", "Ausdauer",
            ]),
    };
}
