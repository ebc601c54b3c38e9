using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>The mails about accounts, in the person's language. Links carry their token behind the #: it reaches no server's log.</summary>
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

    /// <summary>To a new address: the link is opened by who is signed in.</summary>
    public Mail ConfirmEmail(string email, string language, string token) => Make(email, "confirm_email", language switch
    {
        "ru" => ("Новый адрес", "Чтобы этот адрес стал адресом вашего аккаунта Shortloop, откройте ссылку там, где вы вошли в аккаунт. Она действует один день:", "Если это были не вы, ничего делать не нужно."),
        "es" => ("Dirección nueva", "Para usar esta dirección en tu cuenta de Shortloop, abre el enlace donde hayas iniciado sesión. Vale un día:", "Si no fuiste tú, no tienes que hacer nada."),
        _ => ("Your new address", "To use this address for your Shortloop account, open the link where you are signed in. It is good for one day:", "If this wasn't you, there is nothing to do."),
    }, $"email#{token}");

    /// <summary>To the address that an account has, before it is given up: there is still time to say no.</summary>
    public Mail EmailChanging(string email, string language) => Make(email, "email_changing", language switch
    {
        "ru" => ("Смена адреса", "Кто-то (вероятно, вы) меняет адрес вашего аккаунта Shortloop на другой.", "Если это были не вы, сбросьте пароль на этой странице сейчас: тогда адрес не сменится."),
        "es" => ("Cambio de dirección", "Alguien (quizá tú) está cambiando la dirección de tu cuenta de Shortloop por otra.", "Si no fuiste tú, restablece ahora la contraseña en esta página: así la dirección no cambiará."),
        _ => ("Your address is being changed", "Somebody (perhaps you) is changing the address of your Shortloop account to another one.", "If this wasn't you, reset your password on this page now: then the address stays."),
    }, "login");

    public Mail PasswordChanged(string email, string language) => Make(email, "password_changed", language switch
    {
        "ru" => ("Пароль изменён", "Пароль вашего аккаунта Shortloop изменён, на других устройствах выполнен выход.", "Если это были не вы, сбросьте пароль на этой странице."),
        "es" => ("Contraseña cambiada", "La contraseña de tu cuenta de Shortloop ha cambiado y se han cerrado las demás sesiones.", "Si no fuiste tú, restablece la contraseña en esta página."),
        _ => ("Your password was changed", "The password of your Shortloop account was changed, and other devices were signed out.", "If this wasn't you, reset your password on this page."),
    }, "login");

    /// <param name="provider">Its name in routes.</param>
    public Mail MethodAdded(string email, string language, string provider) => Make(email, "method_added", language switch
    {
        "ru" => ("Новый способ входа", $"К вашему аккаунту Shortloop добавлен вход через {TitleOf(provider)}. Посмотреть и убрать его можно здесь:", "Если это были не вы, уберите его и смените пароль."),
        "es" => ("Nueva forma de entrar", $"Ahora también se puede entrar en tu cuenta de Shortloop con {TitleOf(provider)}. Puedes verlo y quitarlo aquí:", "Si no fuiste tú, quítalo y cambia la contraseña."),
        _ => ("A new way to sign in", $"Your Shortloop account can now be signed in to with {TitleOf(provider)} too. See and remove it here:", "If this wasn't you, remove it and change your password."),
    }, "account");

    /// <param name="organisation">As its members named it; plain text.</param>
    public Mail Invite(string email, string language, string organisation, string token) => Make(email, "invite", language switch
    {
        "ru" => ("Приглашение", $"Вас приглашают в организацию «{organisation}» в Shortloop. Ссылка действует неделю:", "Если вы никого там не знаете, ничего делать не нужно."),
        "es" => ("Invitación", $"Te invitan a la organización «{organisation}» en Shortloop. El enlace vale una semana:", "Si no conoces a nadie allí, no tienes que hacer nada."),
        _ => ("You are invited", $"You are invited to join “{organisation}” at Shortloop. The link is good for a week:", "If you know nobody there, there is nothing to do."),
    }, $"join#{token}");

    private static string TitleOf(string provider) => provider == "github" ? "GitHub" : char.ToUpperInvariant(provider[0]) + provider[1..];

    private Mail Make(string email, string purpose, (string Subject, string Before, string After) text, string page) =>
        new(email, $"Shortloop: {text.Subject}", $"{text.Before}\n\n{new Uri(address.Base, page)}\n\n{text.After}\n", null, purpose);
}
