using Shortloop.Core;

namespace Shortloop.Core.Tests;

public sealed class SettingNamesTests
{
    [Theory]
    [InlineData("SHORTLOOP_ADMIN", SettingNames.Azure, "SHORTLOOP_ADMIN is not a setting. Did you mean SHORTLOOP_ADMINS?")]
    [InlineData("shortloop_admins", SettingNames.Azure, "shortloop_admins is not a setting. Did you mean SHORTLOOP_ADMINS?")]
    [InlineData("SHORTLOOP_MODLE", SettingNames.Embedded, "SHORTLOOP_MODLE is not a setting. Did you mean SHORTLOOP_MODEL?")]
    [InlineData("SHORTLOOP_TEAPOT", SettingNames.Embedded, "SHORTLOOP_TEAPOT is not a setting; docs/settings.txt lists them.")]
    [InlineData("SHORTLOOP_QUEUE_ENDPOIN", SettingNames.Render, "SHORTLOOP_QUEUE_ENDPOIN is not a setting. Did you mean SHORTLOOP_QUEUE_ENDPOINT?")]
    public void Problems_NameThatMeansNothingHere_IsSaidWithTheNearest(string name, string host, string said)
    {
        Assert.Equal(said, Assert.Single(SettingNames.Problems([name, "PATH"], host)));
        Assert.Empty(SettingNames.Warnings([name, "PATH"], host));
    }

    /// <summary>Or a release that brings a setting would stop the code that is still there, and the one that is put back.</summary>
    [Theory]
    [InlineData("SHORTLOOP_TEAPOT", SettingNames.Azure, "SHORTLOOP_TEAPOT is not a setting; docs/settings.txt lists them.")]
    [InlineData("SHORTLOOP_TEAPOT", SettingNames.Render, "SHORTLOOP_TEAPOT is not a setting; docs/settings.txt lists them.")]
    [InlineData("SHORTLOOP_WORK_FOLDER", SettingNames.Azure, "SHORTLOOP_WORK_FOLDER is not read here, but by: render. Take it away.")]
    public void Warnings_NameOfAnotherReleaseOrHost_StopsNothingInTheCloud(string name, string host, string said)
    {
        Assert.Equal(said, Assert.Single(SettingNames.Warnings([name, "PATH"], host)));
        Assert.Empty(SettingNames.Problems([name, "PATH"], host));
    }

    [Theory]
    [InlineData("SHORTLOOP_SERVICE_HOST")]
    [InlineData("SHORTLOOP_SERVICE_PORT")]
    [InlineData("SHORTLOOP_SERVICE_PORT_HTTP")]
    [InlineData("SHORTLOOP_PORT")]
    [InlineData("SHORTLOOP_PORT_7071_TCP_ADDR")]
    public void Problems_ServiceLinkOfKubernetes_IsPassedOver(string name) =>
        Assert.All([SettingNames.Azure, SettingNames.Embedded, SettingNames.Render], host => Assert.Empty(SettingNames.Problems([name], host).Concat(SettingNames.Warnings([name], host))));

    [Theory]
    [InlineData("SHORTLOOP_ADMINS", SettingNames.Azure)]
    [InlineData("SHORTLOOP_ADMINS", SettingNames.Embedded)]
    [InlineData("SHORTLOOP_ACCEPT", SettingNames.Azure)]
    [InlineData("SHORTLOOP_MODEL", SettingNames.Render)]
    [InlineData("SHORT", SettingNames.Azure)]
    public void Problems_NameThatIsKnown_IsNone(string name, string host) => Assert.Empty(SettingNames.Problems([name], host));

    [Fact]
    public void Problems_Many_AreAllSaid() =>
        Assert.Equal(2, SettingNames.Problems(["SHORTLOOP_A1", "SHORTLOOP_B2", "SHORTLOOP_LIMITS"], SettingNames.Embedded).Count);
}
