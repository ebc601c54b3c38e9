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
        New("personal_growth", false, 6, "26",
            ("Personal Growth", ["habits", "self improvement", "motivation", "productivity", "mindset", "goals"]),
            ("Личное развитие", ["привычки", "саморазвитие", "мотивация", "продуктивность", "мышление", "цели"]),
            ("Crecimiento personal", ["hábitos", "superación personal", "motivación", "productividad", "mentalidad", "metas"])),
        New("entertainment", false, 1, "24",
            ("Entertainment", ["comedy", "sketch", "funny moments", "prank", "movie scenes", "stand up"]),
            ("Развлечения", ["юмор", "скетч", "смешные моменты", "приколы", "сцены из фильмов", "стендап"]),
            ("Entretenimiento", ["comedia", "sketch", "momentos graciosos", "bromas", "escenas de cine", "monólogo"])),
        New("wellness", false, 6, null,
            ("Wellness & Lifestyle", ["morning routine", "yoga", "meditation", "healthy habits", "workout at home", "sleep"]),
            ("Здоровье и образ жизни", ["утренняя рутина", "йога", "медитация", "здоровые привычки", "тренировка дома", "сон"]),
            ("Bienestar y estilo de vida", ["rutina de mañana", "yoga", "meditación", "hábitos saludables", "ejercicio en casa", "dormir mejor"])),
        New("creative", false, 3, "1",
            ("Creative & Arts", ["drawing", "painting", "photography tips", "music production", "diy crafts", "animation"]),
            ("Творчество и искусство", ["рисование", "живопись", "советы по фотографии", "создание музыки", "своими руками", "анимация"]),
            ("Creatividad y arte", ["dibujo", "pintura", "consejos de fotografía", "producción musical", "manualidades", "animación"])),
        New("learning", false, 6, "27",
            ("Learning & Education", ["explained", "history facts", "learn english", "math tricks", "study tips", "how it works"]),
            ("Обучение и образование", ["объяснение", "исторические факты", "учить английский", "математика", "как учиться", "как это работает"]),
            ("Aprendizaje y educación", ["explicado", "datos históricos", "aprender inglés", "trucos de matemáticas", "técnicas de estudio", "cómo funciona"])),
        New("science_tech", true, 3, "28",
            ("Science & Technology", ["science", "artificial intelligence", "space", "gadgets", "physics experiment", "robots"]),
            ("Наука и технологии", ["наука", "искусственный интеллект", "космос", "гаджеты", "физический опыт", "роботы"]),
            ("Ciencia y tecnología", ["ciencia", "inteligencia artificial", "espacio", "gadgets", "experimento de física", "robots"])),
        New("food", true, 6, null,
            ("Food & Cooking", ["easy recipe", "cooking", "street food", "baking", "meal prep", "pasta"]),
            ("Еда и кулинария", ["простой рецепт", "готовим дома", "уличная еда", "выпечка", "заготовки еды", "паста"]),
            ("Comida y cocina", ["receta fácil", "cocinar", "comida callejera", "repostería", "preparar comidas", "pasta"])),
        New("travel", true, 6, "19",
            ("Travel & Adventure", ["travel", "hidden places", "hiking", "budget travel", "road trip", "city guide"]),
            ("Путешествия и приключения", ["путешествия", "необычные места", "поход", "бюджетные поездки", "автопутешествие", "что посмотреть"]),
            ("Viajes y aventura", ["viajes", "lugares ocultos", "senderismo", "viajar barato", "viaje por carretera", "qué ver"])),
    ];

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
