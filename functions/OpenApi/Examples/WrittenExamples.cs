namespace Shortloop.Functions.OpenApi.Examples;

/// <summary>Examples that say more than a value for each property could. By component; a test holds each against its schema.</summary>
internal static class WrittenExamples
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["Registration"] = """{"email":"mara@example.com","password":"four words not together","name":"Mara","language":"en","timeZone":"Europe/Berlin"}""",
        ["KeyWish"] = """{"name":"Upload from CI","scopes":["write"],"expiresAt":"2027-05-20T12:00:00+00:00"}""",
        ["OrganisationBody"] = """{"name":"Mara's kitchen"}""",
        ["StartUploadBody"] = """{"fileName":"three-minute-pasta.mp4","sizeBytes":4194304}""",
        ["CompleteUploadBody"] = """{"blockIds":["MDAwMA==","MDAwMQ=="],"produce":{"platforms":["tiktok"],"framing":"blur","requireApproval":true,"publishAt":"2026-11-21T17:00:00+00:00"}}""",
    };
}
