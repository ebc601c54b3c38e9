namespace Shortloop.Core.Coach.Planning;

/// <summary>What a plan says, in one language. {0} and {1} are filled in.</summary>
internal sealed record CoachTexts
{
    public required IReadOnlyDictionary<PlanAction, string> Steps { get; init; }

    public required string LikeWhatYouLiked { get; init; }

    public required string FromFollowed { get; init; }

    public required string SomethingNew { get; init; }

    public required string LikedByMost { get; init; }

    public required string SeenByMany { get; init; }

    public required string Varied { get; init; }

    public required string FollowClose { get; init; }

    public required string FollowLiked { get; init; }

    public required string FollowTrending { get; init; }

    public required string BlockUnliked { get; init; }

    public required string BlockFar { get; init; }

    public required string SearchTaste { get; init; }

    public required string SearchCategory { get; init; }

    /// <summary>By action: what is to be done with a query where no video is known.</summary>
    public required IReadOnlyDictionary<PlanAction, string> Template { get; init; }

    public static CoachTexts Of(string language) => language switch
    {
        "ru" => Russian,
        "es" => Spanish,
        _ => English,
    };

    private static readonly CoachTexts English = new()
    {
        Steps = new Dictionary<PlanAction, string>
        {
            [PlanAction.Watch] = "Watch these to the end: your feed takes it as a wish for more of them.",
            [PlanAction.Like] = "Watch these too, and like the ones that are good.",
            [PlanAction.Follow] = "Follow creators whose videos you want to see again.",
            [PlanAction.Block] = "Block who takes your time and gives nothing for it. Following is fine too.",
            [PlanAction.Search] = "Search for these: nothing tells your feed more clearly what you want.",
        },
        LikeWhatYouLiked = "Like “{0}”, which you liked.",
        FromFollowed = "New from {0}, whom you follow.",
        SomethingNew = "Something new: you have not met this creator yet.",
        LikedByMost = "{0} of its viewers liked it, more than most in {1}.",
        SeenByMany = "Seen {0} times, and on the rise in {1}.",
        Varied = "Brings some variety into {0}.",
        FollowClose = "Makes videos like “{0}”, which you liked.",
        FollowLiked = "{0} of viewers like what they make, more than most in {1}.",
        FollowTrending = "Their videos are on the rise in {0}.",
        BlockUnliked = "{0} views, and only {1} liked it.",
        BlockFar = "Far from what you like.",
        SearchTaste = "Leads to more of what you liked.",
        SearchCategory = "Leads right into {0}.",
        Template = new Dictionary<PlanAction, string>
        {
            [PlanAction.Watch] = "Search, pick one and watch it to the end. Videos of {0} are still being collected.",
            [PlanAction.Like] = "Search, and like one that deserves it. Videos of {0} are still being collected.",
            [PlanAction.Follow] = "Search, and follow somebody whose videos you want to see again.",
            [PlanAction.Block] = "Search, and block somebody who takes your time and gives nothing for it.",
            [PlanAction.Search] = "Leads right into {0}.",
        },
    };

    private static readonly CoachTexts Russian = new()
    {
        Steps = new Dictionary<PlanAction, string>
        {
            [PlanAction.Watch] = "Досмотрите до конца: лента поймёт, что вы хотите ещё.",
            [PlanAction.Like] = "Посмотрите и эти и поставьте лайк тем, что понравятся.",
            [PlanAction.Follow] = "Подпишитесь на авторов, которых хотите видеть снова.",
            [PlanAction.Block] = "Заблокируйте тех, кто отнимает время впустую. Можно и подписаться.",
            [PlanAction.Search] = "Введите эти запросы: ничто не говорит ленте яснее, чего вы хотите.",
        },
        LikeWhatYouLiked = "Похоже на «{0}» — вам это понравилось.",
        FromFollowed = "Новое от {0}: вы подписаны.",
        SomethingNew = "Что-то новое: с этим автором вы ещё не встречались.",
        LikedByMost = "Понравилось {0} зрителей — больше, чем обычно в категории «{1}».",
        SeenByMany = "Просмотров: {0}. Набирает популярность в категории «{1}».",
        Varied = "Для разнообразия в категории «{0}».",
        FollowClose = "Снимает похожее на «{0}» — вам это понравилось.",
        FollowLiked = "Видео нравятся {0} зрителей — больше, чем обычно в категории «{1}».",
        FollowTrending = "Набирает популярность в категории «{0}».",
        BlockUnliked = "Просмотров: {0}, а понравилось лишь {1}.",
        BlockFar = "Далеко от того, что вам нравится.",
        SearchTaste = "Приведёт к тому, что вам понравилось.",
        SearchCategory = "Ведёт прямо в категорию «{0}».",
        Template = new Dictionary<PlanAction, string>
        {
            [PlanAction.Watch] = "Найдите, выберите одно и досмотрите до конца. Видео категории «{0}» ещё собираются.",
            [PlanAction.Like] = "Найдите и поставьте лайк тому, что его заслуживает. Видео категории «{0}» ещё собираются.",
            [PlanAction.Follow] = "Найдите и подпишитесь на того, кого хотите видеть снова.",
            [PlanAction.Block] = "Найдите и заблокируйте того, кто отнимает время впустую.",
            [PlanAction.Search] = "Ведёт прямо в категорию «{0}».",
        },
    };

    private static readonly CoachTexts Spanish = new()
    {
        Steps = new Dictionary<PlanAction, string>
        {
            [PlanAction.Watch] = "Míralos hasta el final: tu feed lo entiende como un deseo de ver más.",
            [PlanAction.Like] = "Mira también estos y da «me gusta» a los buenos.",
            [PlanAction.Follow] = "Sigue a los creadores que quieras volver a ver.",
            [PlanAction.Block] = "Bloquea a quien te quita tiempo sin darte nada. También puedes seguirlo.",
            [PlanAction.Search] = "Busca esto: nada le dice más claro a tu feed lo que quieres.",
        },
        LikeWhatYouLiked = "Se parece a «{0}», que te gustó.",
        FromFollowed = "Lo nuevo de {0}, a quien sigues.",
        SomethingNew = "Algo nuevo: aún no conoces a este creador.",
        LikedByMost = "Le gustó al {0} de quienes lo vieron, más de lo habitual en {1}.",
        SeenByMany = "{0} vistas, y sube en {1}.",
        Varied = "Da variedad a {0}.",
        FollowClose = "Hace vídeos como «{0}», que te gustó.",
        FollowLiked = "Sus vídeos gustan al {0} de quienes los ven, más de lo habitual en {1}.",
        FollowTrending = "Sus vídeos suben en {0}.",
        BlockUnliked = "{0} vistas, y solo gustó al {1}.",
        BlockFar = "Lejos de lo que te gusta.",
        SearchTaste = "Lleva a más de lo que te gustó.",
        SearchCategory = "Lleva directo a {0}.",
        Template = new Dictionary<PlanAction, string>
        {
            [PlanAction.Watch] = "Busca, elige uno y míralo hasta el final. Los vídeos de {0} aún se están reuniendo.",
            [PlanAction.Like] = "Busca y da «me gusta» a uno que lo merezca. Los vídeos de {0} aún se están reuniendo.",
            [PlanAction.Follow] = "Busca y sigue a alguien que quieras volver a ver.",
            [PlanAction.Block] = "Busca y bloquea a alguien que te quita tiempo sin darte nada.",
            [PlanAction.Search] = "Lleva directo a {0}.",
        },
    };
}
