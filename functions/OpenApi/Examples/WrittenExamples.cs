namespace Shortloop.Functions.OpenApi.Examples;

/// <summary>Examples that say more than a value for each property could. By component; a test holds each against its schema.</summary>
internal static class WrittenExamples
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["Registration"] = """{"email":"mara@example.com","password":"four words not together","name":"Mara","language":"en","timeZone":"Europe/Berlin"}""",
        ["KeyWish"] = """{"name":"Upload from CI","scopes":["write"],"expiresAt":"2027-05-20T12:00:00+00:00"}""",
        ["KeyMade"] = """{"key":{"id":"key_0193f2a47c1e7d3f8b6a5c4d3e2f1a0b","name":"Upload from CI","scopes":["write"],"madeBy":"usr_0193f2a47c1e7d3f8b6a5c4d3e2f1a0b","createdAt":"2026-11-20T12:00:00+00:00","expiresAt":"2027-05-20T12:00:00+00:00","lastUsedAt":null},"token":"sk_shortloop_0193f2a47c1e7d3f8b6a5c4d3e2f1a0b_the-secret-shown-once"}""",
        ["ProblemBody"] = """{"type":"about:blank","title":"Not available just now","status":503,"code":"store_throttled","message":"The database is busy. Try again after a moment.","details":null,"requestId":"4bf92f3577b34da6a3ce929d0e0e4736"}""",
        ["OrganisationBody"] = """{"name":"Mara's kitchen"}""",
        ["StartUploadBody"] = """{"fileName":"three-minute-pasta.mp4","sizeBytes":4194304}""",
        ["CompleteUploadBody"] = """{"blockIds":["MDAwMA==","MDAwMQ=="],"produce":{"platforms":["tiktok"],"framing":"blur","requireApproval":true,"publishAt":"2026-11-21T17:00:00+00:00"}}""",
    };
}
