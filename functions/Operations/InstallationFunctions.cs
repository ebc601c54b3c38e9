using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Operations;

/// <summary>Where the mail that this installation sends can be read by whoever is at the page. Only where it goes to a stand-in; null: to real inboxes.</summary>
public sealed record MailPage(Uri? Address);

/// <param name="Address">Where browsers are to reach it: cookies and the check of a call's origin hang on it.</param>
/// <param name="MailPage">On one machine: the page that shows all mail that was sent. Otherwise null.</param>
public sealed record InstallationView(Uri Address, Uri? MailPage);

public sealed class InstallationFunctions(PublicAddress address, MailPage mail)
{
    [Function("GetInstallation")]
    [Access("Anyone: who signs up is told where their mail is; it says nothing about anyone.")]
    [ProducesResponseType<InstallationView>(StatusCodes.Status200OK)]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/installation")] HttpRequest request) =>
        TypedResults.Ok(new InstallationView(address.Base, mail.Address));
}
