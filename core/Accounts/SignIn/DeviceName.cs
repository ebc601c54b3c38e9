namespace Shortloop.Core.Accounts.SignIn;

/// <summary>A device in our own words. What a browser says of itself may be anything, also a text meant for the person who is told of it.</summary>
internal static class DeviceName
{
    // The first that is found counts: others name it too, to be taken for it.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser}, {system}",
        var (browser, system) => browser ?? system ?? "?",
    };

    private static string? Find((string Sign, string Name)[] all, string? text) =>
        all.FirstOrDefault(one => text?.Contains(one.Sign, StringComparison.Ordinal) == true).Name;
}
