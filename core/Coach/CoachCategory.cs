namespace Shortloop.Core.Coach;

/// <summary>What a plan can be about. Data: a category is added by a line of <see cref="All"/>.</summary>
/// <param name="Code">Part of the API.</param>
/// <param name="Premium">Only for tiers whose plans are renewed more often than daily.</param>
/// <param name="Names">By language.</param>
/// <param name="Keywords">By language: what is searched for at the platforms, and what a template plan offers.</param>
/// <param name="Charts">Platform → its own id of the category, where it has one.</param>
/// <param name="RefreshEvery">1 to 6 hours: how often charts are read and numbers taken anew.</param>
public sealed record CoachCategory(
    string Code,
    bool Premium,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keywords,
    IReadOnlyDictionary<string, string> Charts,
    TimeSpan RefreshEvery)
{
    /// <summary>Where nobody says otherwise.</summary>
    public static CoachCategory Usual => All[0];

    public static readonly IReadOnlyList<CoachCategory> All =
    [
        New("personal_growth", false, 6, null,
            ("Personal Growth", ["productivity", "motivation", "habit", "self confidence", "public speaking", "mindset"]),
            ("Личное развитие", ["продуктивность", "мотивация", "привычки", "уверенность в себе", "публичные выступления", "личный дневник"]),
            ("Crecimiento personal", ["productividad", "motivación", "hábitos", "confianza en uno mismo", "hablar en público", "diario personal"])),
        New("entertainment", false, 1, "24",
            ("Entertainment", ["comedy", "funny", "street interviews", "magic tricks", "movies", "stand up"]),
            ("Развлечения", ["юмор", "стендап", "опрос на улице", "фокусы", "финалы фильмов", "розыгрыш"]),
            ("Entretenimiento", ["comedia", "humor", "entrevistas en la calle", "trucos de magia", "finales de películas", "broma"])),
        New("wellness", false, 6, null,
            ("Wellness & Lifestyle", ["workout", "better sleep", "yoga", "breathing exercise", "selfcare", "wellness"]),
            ("Здоровье и образ жизни", ["тренировка", "здоровый сон", "йога", "дыхательная практика", "уход за кожей", "боль в спине"]),
            ("Bienestar y estilo de vida", ["entrenamiento en casa", "dormir mejor", "yoga", "ejercicio de respiración", "cuidado de la piel", "dolor de espalda"])),
        New("creative", false, 3, "1",
            ("Creative & Arts", ["watercolor", "photography", "beat making", "diy", "stop motion", "handmade"]),
            ("Творчество и искусство", ["акварель", "фотография", "создание битов", "своими руками", "анимация", "каллиграфия"]),
            ("Creatividad y arte", ["acuarela", "fotografía", "crear ritmos", "hecho a mano", "animación", "rotulación"])),
        New("learning", false, 6, "27",
            ("Learning & Education", ["education", "world history", "english grammar", "logic puzzle", "exam prep", "geography facts"]),
            ("Обучение и образование", ["обучение", "всемирная история", "английская грамматика", "логическая задача", "подготовка к экзамену", "факты о географии"]),
            ("Aprendizaje y educación", ["aprender", "historia universal", "gramática inglesa", "acertijo lógico", "preparar exámenes", "datos de geografía"])),
        New("science_tech", true, 3, "28",
            ("Science & Technology", ["science", "black holes", "robots", "ai", "chemistry experiment", "engineering"]),
            ("Наука и технологии", ["наука", "чёрные дыры", "роботы", "искусственный интеллект", "химический опыт", "технологии"]),
            ("Ciencia y tecnología", ["ciencia", "agujeros negros", "robots", "inteligencia artificial", "experimento químico", "tecnología"])),
        New("food", true, 6, null,
            ("Food & Cooking", ["recipe", "cooking", "street food", "baking", "meal prep", "pasta"]),
            ("Еда и кулинария", ["рецепт", "готовим дома", "уличная еда", "выпечка", "еда на неделю", "паста"]),
            ("Comida y cocina", ["receta", "cocinar", "comida callejera", "repostería", "comida para la semana", "pasta"])),
        New("travel", true, 6, "19",
            ("Travel & Adventure", ["travel", "adventure", "hiking", "cheap flights", "roadtrip", "van life"]),
            ("Путешествия и приключения", ["путешествия", "поход в горы", "дешёвые билеты", "поездки на поезде", "местные рынки", "выходные в городе"]),
            ("Viajes y aventura", ["viajes", "senderismo", "vuelos baratos", "viajes en tren", "mercados locales", "playas escondidas"])),
    ];

    /// <summary>Hashtags that stand under everything and say nothing.</summary>
    public static readonly IReadOnlySet<string> EmptyHashtags = new HashSet<string>
    {
        "shorts", "short", "viral", "viralvideo", "fyp", "fypage", "foryou", "foryoupage", "trending", "trend", "daily", "video", "videos", "youtube", "youtubeshorts",
        "ytshorts", "reels", "reel", "tiktok", "learnontiktok", "explore", "explorepage", "subscribe", "follow", "like",
    };

    public static CoachCategory? Find(string code) => All.FirstOrDefault(category => category.Code == code);

    private static CoachCategory New(
        string code, bool premium, int hours, string? youtube,
        (string Name, string[] Keywords) en, (string Name, string[] Keywords) ru, (string Name, string[] Keywords) es) => new(
        code, premium,
        new Dictionary<string, string> { ["en"] = en.Name, ["ru"] = ru.Name, ["es"] = es.Name },
        new Dictionary<string, IReadOnlyList<string>> { ["en"] = en.Keywords, ["ru"] = ru.Keywords, ["es"] = es.Keywords },
        youtube is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["youtube"] = youtube },
        TimeSpan.FromHours(hours));
}

/// <param name="Region">Whose charts are read: ISO 3166-1 alpha-2.</param>
public sealed record CoachLanguage(string Code, string Region)
{
    public static readonly IReadOnlyList<CoachLanguage> All = [new("en", "US"), new("ru", "RU"), new("es", "ES")];

    public static CoachLanguage? Find(string code) => All.FirstOrDefault(language => language.Code == code);
}
