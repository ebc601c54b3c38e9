namespace Shortloop.Core.Operations.Notices;

/// <param name="SomePlatform">Where no platform is named.</param>
/// <param name="Few">Where no number is named.</param>
/// <param name="SomeDevice">Where no device is named.</param>
internal sealed record Words(string Title, string Text, string SomePlatform, string Few, string SomeDevice);

/// <summary>The texts of all kinds in all languages. A test goes through every one of them.</summary>
internal static class NoticeWords
{
    /// <param name="month">A job's: it is about a month of posts.</param>
    public static Words Of(NoticeKind kind, string language, bool inbox, bool month = false) => language switch
    {
        "ru" when month => With(kind == NoticeKind.JobFailed ? RussianMonthFailed : RussianMonth, "платформа", "Мало", "неизвестное устройство"),
        "es" when month => With(kind == NoticeKind.JobFailed ? SpanishMonthFailed : SpanishMonth, "la plataforma", "Pocos", "un dispositivo desconocido"),
        _ when month => With(kind == NoticeKind.JobFailed ? EnglishMonthFailed : EnglishMonth, "the platform", "Few", "an unknown device"),
        "ru" => With(inbox ? RussianInbox : Russian(kind), "платформа", "Мало", "неизвестное устройство"),
        "es" => With(inbox ? SpanishInbox : Spanish(kind), "la plataforma", "Pocos", "un dispositivo desconocido"),
        _ => With(inbox ? EnglishInbox : English(kind), "the platform", "Few", "an unknown device"),
    };

    /// <summary>Of a job that makes a study note.</summary>
    public static Words OfNote(NoticeKind kind, string language) => (kind, language) switch
    {
        (NoticeKind.JobDone, "ru") => With(("Ваш конспект готов", "Прочитайте его, проверьте себя и свяжите с другими."), "платформа", "Мало", "неизвестное устройство"),
        (NoticeKind.JobDone, "es") => With(("Tu apunte está listo", "Léelo, ponte a prueba y enlázalo con otros."), "la plataforma", "Pocos", "un dispositivo desconocido"),
        (NoticeKind.JobDone, _) => With(("Your note is ready", "Read it, test yourself, and link it with others."), "the platform", "Few", "an unknown device"),
        (NoticeKind.JobFailed, "ru") => With(("Конспект не удалось написать", "{reason} Кредит не списан."), "платформа", "Мало", "неизвестное устройство"),
        (NoticeKind.JobFailed, "es") => With(("No se pudo escribir un apunte", "{reason} No ha costado ningún crédito."), "la plataforma", "Pocos", "un dispositivo desconocido"),
        (NoticeKind.JobFailed, _) => With(("A note could not be written", "{reason} It has cost no credit."), "the platform", "Few", "an unknown device"),
        _ => Of(kind, language, inbox: false),
    };

    private static Words With((string Title, string Text) text, string platform, string few, string device) =>
        new(text.Title, text.Text, platform, few, device);

    private static readonly (string, string) EnglishMonth = ("Your month is planned", "Look through the posts, and approve what is to be made.");

    private static readonly (string, string) EnglishMonthFailed = ("A month could not be planned", "{reason}");

    private static readonly (string, string) RussianMonth = ("Ваш месяц спланирован", "Просмотрите публикации и одобрите те, что нужно сделать.");

    private static readonly (string, string) RussianMonthFailed = ("Месяц не удалось спланировать", "{reason}");

    private static readonly (string, string) SpanishMonth = ("Tu mes está planificado", "Revisa las publicaciones y aprueba las que se han de hacer.");

    private static readonly (string, string) SpanishMonthFailed = ("No se pudo planificar un mes", "{reason}");

    private static readonly (string, string) EnglishInbox =
        ("Your post waits in the inbox", "{platform} has put it into the account's inbox. Open the app there and post it.");

    private static readonly (string, string) RussianInbox =
        ("Публикация ждёт во входящих", "{platform}: видео лежит во входящих аккаунта. Откройте приложение и опубликуйте его.");

    private static readonly (string, string) SpanishInbox =
        ("Tu publicación espera en la bandeja", "{platform} la ha dejado en la bandeja de entrada de la cuenta. Abre la aplicación y publícala.");

    private static (string, string) English(NoticeKind kind) => kind switch
    {
        NoticeKind.JobDone => ("Your video is ready", "It has been analysed and rendered. Have a look at what came out."),
        NoticeKind.JobFailed => ("A video could not be finished", "{reason} Open it to see where it stopped."),
        NoticeKind.ApprovalWanted => ("A post waits for your approval", "A post for {platform} goes out only after you, or somebody else who may, have approved it."),
        NoticeKind.ChangesRequested => ("Changes are wanted to your post", "Somebody who approves posts wants changes to your post for {platform}. Read what is wanted, and submit it again."),
        NoticeKind.PostPublished => ("Your post is out", "{platform} says that it is published."),
        NoticeKind.PostFailed => ("Your post could not be published", "{platform}: {reason} You can try it again from its video."),
        NoticeKind.PostOutcomeUnknown => ("Not known yet whether your post is out", "{platform} has not said whether it was published. It is asked again; nothing is sent twice."),
        NoticeKind.PostLate => ("A post is late", "It was due at {platform} on {at} and is not out yet. It goes on by itself; have a look if it stays so."),
        NoticeKind.AccountNeedsReconnecting => ("Connect {platform} again", "{platform} no longer accepts our sign-in. Nothing is posted there until the account is connected again."),
        NoticeKind.AccountConnected => ("An account of {platform} was connected", "It was connected on {at}. If none of you did that, take our access back at {platform} and end sessions that you don't know."),
        NoticeKind.SignInFromNewPlace => ("A sign-in from a new place", "Somebody signed in to your account on {at} ({device}). If this wasn't you, change your password and end that session."),
        NoticeKind.CreditsLow => ("Credits are running low", "{credits} credits are left. Buy more before renders have to wait."),
        NoticeKind.PaymentFailed => ("A payment did not go through", "Check your means of payment, so that your tier goes on."),
        NoticeKind.TierChanged => ("Your tier has changed", "What counts now: {tier}. Billing shows what is in it."),
        NoticeKind.BudgetSoftStop => ("A budget is nearly used up", "A project has reached the first limit of its budget. Raise it, or go on until the last limit."),
        NoticeKind.BudgetHardStop => ("A budget is used up", "A project has reached the last limit of its budget, and what costs waits. Raise it to go on."),
        NoticeKind.TrendFound => ("A new trend", "Something is rising among the videos that you watch."),
        NoticeKind.DailyPlanReady => ("Your plan for today is ready", "Five steps, about ten minutes."),
        NoticeKind.ExportReady => ("Your export is ready", "Everything of yours is in one archive. Download it from your account."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static (string, string) Russian(NoticeKind kind) => kind switch
    {
        NoticeKind.JobDone => ("Ваше видео готово", "Оно проанализировано и смонтировано. Посмотрите, что получилось."),
        NoticeKind.JobFailed => ("Видео не удалось закончить", "{reason} Откройте его, чтобы увидеть, где работа остановилась."),
        NoticeKind.ApprovalWanted => ("Публикация ждёт вашего одобрения", "{platform}: публикация выйдет только после того, как вы или другой ответственный её одобрите."),
        NoticeKind.ChangesRequested => ("Публикацию просят изменить", "{platform}: ответственный просит изменить вашу публикацию. Прочитайте, что нужно, и отправьте её снова."),
        NoticeKind.PostPublished => ("Ваша публикация вышла", "{platform} подтверждает публикацию."),
        NoticeKind.PostFailed => ("Публикация не удалась", "{platform}: {reason} Её можно повторить со страницы видео."),
        NoticeKind.PostOutcomeUnknown => ("Пока неизвестно, вышла ли публикация", "{platform} ещё не ответила. Мы спросим снова; дважды ничего не отправляется."),
        NoticeKind.PostLate => ("Публикация опаздывает", "{platform}: публикация была назначена на {at} и ещё не вышла. Работа продолжается; если так и останется, проверьте её."),
        NoticeKind.AccountNeedsReconnecting => ("Подключите {platform} заново", "{platform} больше не принимает наш вход. Пока аккаунт не подключён снова, туда ничего не публикуется."),
        NoticeKind.AccountConnected => ("Подключён аккаунт {platform}", "Его подключили {at}. Если это были не вы, отзовите наш доступ на платформе и завершите незнакомые сеансы."),
        NoticeKind.SignInFromNewPlace => ("Вход из нового места", "Кто-то вошёл в ваш аккаунт {at} ({device}). Если это были не вы, смените пароль и завершите этот сеанс."),
        NoticeKind.CreditsLow => ("Кредиты заканчиваются", "Осталось кредитов: {credits}. Пополните их, пока монтажу не пришлось ждать."),
        NoticeKind.PaymentFailed => ("Платёж не прошёл", "Проверьте способ оплаты, чтобы тариф продолжал действовать."),
        NoticeKind.TierChanged => ("Ваш тариф изменился", "Теперь действует: {tier}. Подробности в разделе оплаты."),
        NoticeKind.BudgetSoftStop => ("Бюджет почти исчерпан", "Проект достиг первого предела бюджета. Увеличьте его или продолжайте до последнего предела."),
        NoticeKind.BudgetHardStop => ("Бюджет исчерпан", "Проект достиг последнего предела бюджета, и платная работа ждёт. Увеличьте его, чтобы продолжить."),
        NoticeKind.TrendFound => ("Новый тренд", "Среди видео, за которыми вы следите, что-то растёт."),
        NoticeKind.DailyPlanReady => ("План на сегодня готов", "Пять шагов, около десяти минут."),
        NoticeKind.ExportReady => ("Ваш экспорт готов", "Всё ваше собрано в один архив. Скачайте его в своём аккаунте."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static (string, string) Spanish(NoticeKind kind) => kind switch
    {
        NoticeKind.JobDone => ("Tu vídeo está listo", "Está analizado y montado. Mira lo que ha salido."),
        NoticeKind.JobFailed => ("Un vídeo no se pudo terminar", "{reason} Ábrelo para ver dónde se detuvo."),
        NoticeKind.ApprovalWanted => ("Una publicación espera tu aprobación", "Una publicación para {platform} sale solo cuando tú, u otra persona que pueda, la apruebe."),
        NoticeKind.ChangesRequested => ("Piden cambios en tu publicación", "Quien aprueba las publicaciones pide cambios en la tuya para {platform}. Lee lo que se pide y envíala otra vez."),
        NoticeKind.PostPublished => ("Tu publicación ha salido", "{platform} dice que está publicada."),
        NoticeKind.PostFailed => ("Tu publicación no pudo salir", "{platform}: {reason} Puedes intentarlo otra vez desde su vídeo."),
        NoticeKind.PostOutcomeUnknown => ("Aún no se sabe si tu publicación ha salido", "{platform} no ha dicho si se publicó. Se le pregunta otra vez; nada se envía dos veces."),
        NoticeKind.PostLate => ("Una publicación llega tarde", "Debía salir en {platform} el {at} y todavía no ha salido. Sigue sola; mírala si no cambia."),
        NoticeKind.AccountNeedsReconnecting => ("Conecta {platform} otra vez", "{platform} ya no acepta nuestro acceso. Nada se publica allí hasta que la cuenta se conecte otra vez."),
        NoticeKind.AccountConnected => ("Se conectó una cuenta de {platform}", "Se conectó el {at}. Si no fue ninguno de vosotros, retira nuestro acceso en {platform} y cierra las sesiones que no conozcas."),
        NoticeKind.SignInFromNewPlace => ("Un acceso desde un lugar nuevo", "Alguien entró en tu cuenta el {at} ({device}). Si no fuiste tú, cambia la contraseña y cierra esa sesión."),
        NoticeKind.CreditsLow => ("Quedan pocos créditos", "Créditos que quedan: {credits}. Compra más antes de que los montajes tengan que esperar."),
        NoticeKind.PaymentFailed => ("Un pago no se pudo hacer", "Revisa tu forma de pago para que tu plan continúe."),
        NoticeKind.TierChanged => ("Tu plan ha cambiado", "Ahora vale: {tier}. En la facturación se ve lo que incluye."),
        NoticeKind.BudgetSoftStop => ("Un presupuesto está casi gastado", "Un proyecto ha llegado al primer límite de su presupuesto. Súbelo, o sigue hasta el último."),
        NoticeKind.BudgetHardStop => ("Un presupuesto está gastado", "Un proyecto ha llegado al último límite de su presupuesto, y lo que cuesta espera. Súbelo para seguir."),
        NoticeKind.TrendFound => ("Una tendencia nueva", "Algo está subiendo entre los vídeos que sigues."),
        NoticeKind.DailyPlanReady => ("Tu plan de hoy está listo", "Cinco pasos, unos diez minutos."),
        NoticeKind.ExportReady => ("Tu exportación está lista", "Todo lo tuyo está en un archivo. Descárgalo desde tu cuenta."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
