using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>The mails of sign-up and reset, in the person's language. Links carry their token behind the #: it reaches no server's log.</summary>
public sealed class AccountMails(PublicAddress address)
{
    public Mail Verify(string email, string language, string token) => Make(email, "verify", language switch
    {
        "ru" => ("Подтвердите адрес", "Чтобы закончить регистрацию в Shortloop, откройте ссылку и введите свой пароль. Она действует один день:", "Если это были не вы, ничего делать не нужно."),
        "es" => ("Confirma tu dirección", "Para terminar tu registro en Shortloop, abre el enlace y escribe tu contraseña. Vale un día:", "Si no fuiste tú, no tienes que hacer nada."),
        _ => ("Confirm your address", "To finish signing up for Shortloop, open the link and enter your password. It is good for one day:", "If this wasn't you, there is nothing to do."),
    }, $"verify#{token}");

    public Mail AlreadyThere(string email, string language) => Make(email, "already_there", language switch
    {
        "ru" => ("У вас уже есть аккаунт", "Кто-то (вероятно, вы) хотел зарегистрировать этот адрес в Shortloop, но аккаунт уже есть. Войдите здесь:", "Забытый пароль можно сбросить на той же странице."),
        "es" => ("Ya tienes una cuenta", "Alguien (quizá tú) quiso registrar esta dirección en Shortloop, pero ya tiene una cuenta. Entra aquí:", "Si olvidaste la contraseña, puedes cambiarla en la misma página."),
        _ => ("You already have an account", "Somebody (perhaps you) wanted to sign up for Shortloop with this address, but it has an account. Sign in here:", "A forgotten password can be reset on the same page."),
    }, "login");

    public Mail Reset(string email, string language, string token) => Make(email, "reset", language switch
    {
        "ru" => ("Новый пароль", "Чтобы выбрать новый пароль для Shortloop, откройте ссылку. Она действует один час:", "Если это были не вы, ничего делать не нужно: пароль остаётся прежним."),
        "es" => ("Contraseña nueva", "Para elegir una contraseña nueva en Shortloop, abre el enlace. Vale una hora:", "Si no fuiste tú, no tienes que hacer nada: tu contraseña sigue igual."),
        _ => ("A new password", "To choose a new password for Shortloop, open the link. It is good for one hour:", "If this wasn't you, there is nothing to do: your password stays as it is."),
    }, $"reset#{token}");

    /// <param name="organisation">As its members named it; plain text.</param>
    public Mail Invite(string email, string language, string organisation, string token) => Make(email, "invite", language switch
    {
        "ru" => ("Приглашение", $"Вас приглашают в организацию «{organisation}» в Shortloop. Ссылка действует неделю:", "Если вы никого там не знаете, ничего делать не нужно."),
        "es" => ("Invitación", $"Te invitan a la organización «{organisation}» en Shortloop. El enlace vale una semana:", "Si no conoces a nadie allí, no tienes que hacer nada."),
        _ => ("You are invited", $"You are invited to join “{organisation}” at Shortloop. The link is good for a week:", "If you know nobody there, there is nothing to do."),
    }, $"join#{token}");

    private Mail Make(string email, string purpose, (string Subject, string Before, string After) text, string page) =>
        new(email, $"Shortloop: {text.Subject}", $"{text.Before}\n\n{new Uri(address.Base, page)}\n\n{text.After}\n", null, purpose);
}
