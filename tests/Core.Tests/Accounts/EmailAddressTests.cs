using Shortloop.Core.Accounts.People;

namespace Shortloop.Core.Tests.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("  Mara.K+shorts@Example.COM ", "mara.k+shorts@example.com")]
    [InlineData("jürgen@müller.example", "jürgen@müller.example")]
    [InlineData("ju\u0308rgen@example.com", "jürgen@example.com")]
    public void Normalise_Address_HasOneSpelling(string text, string expected) => Assert.Equal(expected, EmailAddress.Normalise(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@example.com")]
    [InlineData("mara@")]
    [InlineData("mara@localhost")]
    [InlineData("mara@-example.com")]
    [InlineData("mara@example..com")]
    [InlineData("mara k@example.com")]
    [InlineData("mara@example.com\r\nBcc: all@example.com")]
    [InlineData("\"mara\"@example.com")]
    [InlineData("<mara@example.com>")]
    [InlineData("mara@example.com,other@example.com")]
    public void Normalise_NoAddress_IsNull(string? text) => Assert.Null(EmailAddress.Normalise(text));

    // Not a theory's argument: a lone surrogate doesn't come through the test runner.
    [Fact]
    public void Normalise_LoneSurrogate_IsNull() => Assert.Null(EmailAddress.Normalise((char)0xD800 + "mara@example.com"));

    [Fact]
    public void Normalise_TooLong_IsNull() => Assert.Null(EmailAddress.Normalise($"{new string('a', 65)}@example.com"));
}
