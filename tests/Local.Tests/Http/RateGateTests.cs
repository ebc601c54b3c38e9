using System.Net;
using Microsoft.AspNetCore.Http;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Limits;
using Shortloop.Local.Tests.Hosting;

namespace Shortloop.Local.Tests.Http;

public sealed class RateGateTests : IDisposable
{
    private static readonly Principal Mara = new("usr_mara", "org_mara", Role.Owner) { SessionId = "ses_1" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shortloop-rates-");
    private readonly SqliteDocumentStore _store;

    public RateGateTests() => _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_folder.FullName, "documents.db")), new ManualTime(DateTimeOffset.UnixEpoch));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Take_ByStrangersOfOneAddress_IsRefusedTogether()
    {
        RateGate gate = Gate("anonymous=2");

        Assert.Equal([null, null, "rate_limited"], await TakeAsync(gate, null, "192.0.2.1", "192.0.2.1", "192.0.2.1"));
        Assert.Equal([null], await TakeAsync(gate, null, "192.0.2.2"));
    }

    [Fact]
    public async Task Take_FromOneIpv6Customer_IsOneAddress() =>
        Assert.Equal([null, "rate_limited", null], await TakeAsync(Gate("anonymous=1"), null, "2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:3::1"));

    [Fact]
    public async Task Take_BySession_HasItsOwnLimitAndSharesTheAddress()
    {
        RateGate gate = Gate("session=2 address=3");

        Assert.Equal([null, null, "rate_limited"], await TakeAsync(gate, Mara, "192.0.2.1", "192.0.2.1", "192.0.2.1"));
        Principal other = Mara with { SessionId = "ses_2" };
        Assert.Equal([null, "rate_limited"], await TakeAsync(gate, other, "192.0.2.1", "192.0.2.1"));
        Assert.Equal([null], await TakeAsync(gate, Mara with { SessionId = "ses_3" }, "192.0.2.2"));
    }

    [Fact]
    public async Task Take_ByThePersonAtThisMachine_IsNotCounted()
    {
        var http = From("127.0.0.1");

        for (int i = 0; i < 5; i++)
            Assert.Null(await Gate("session=1 address=1 anonymous=1").TakeAsync(http, Principal.LocalOwner, default));
        Assert.False(http.Response.Headers.ContainsKey("RateLimit-Limit"));
    }

    [Theory]
    [InlineData(null, "100")]
    [InlineData("pro", "1000")]
    [InlineData("enterprise", null)]
    public async Task Take_ByKey_HasWhatTheTierGives(string? tier, string? limit)
    {
        await _store.CreateAsync(Containers.Organisations, new Organisation
        {
            Id = Mara.OrgId,
            Partition = Mara.OrgId,
            OrgId = Mara.OrgId,
            CreatedBy = Mara.UserId,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Name = "Mara",
            Tier = tier,
        }, default);
        var http = From("192.0.2.1");

        Assert.Null(await Gate("").TakeAsync(http, Mara with { SessionId = null, Key = new KeyInUse("key_1", [KeyScope.Read]) }, default));

        Assert.Equal(limit, http.Response.Headers["RateLimit-Limit"].SingleOrDefault());
    }

    [Fact]
    public void NetworkOf_BehindOurProxies_IsWhatTheFirstOfThemSaw()
    {
        HttpContext http = From("10.0.0.1");
        http.Request.Headers["X-Forwarded-For"] = "203.0.113.9, 192.0.2.7:51234, 198.51.100.1";

        Assert.Equal("10.0.0.1", new ClientAddresses().NetworkOf(http));
        Assert.Equal("198.51.100.1", new ClientAddresses(1).NetworkOf(http));
        Assert.Equal("192.0.2.7", new ClientAddresses(2).NetworkOf(http));
    }

    [Theory]
    [InlineData("session")]
    [InlineData("session=0")]
    [InlineData("session=-1")]
    [InlineData("people=5")]
    [InlineData("session=5=6")]
    public void Parse_WhatIsNoLimit_NamesIt(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => RequestLimits.Parse(text)).Message, StringComparison.Ordinal);

    private RateGate Gate(string limits) => new(
        new RequestCounters(_store, new ManualTime(DateTimeOffset.UnixEpoch)), RequestLimits.Parse(limits), new Entitlements(_store, PriceList.Default, new ManualTime(DateTimeOffset.UnixEpoch)), new ClientAddresses());

    private static async Task<List<string?>> TakeAsync(RateGate gate, Principal? caller, params string[] addresses)
    {
        List<string?> codes = [];
        foreach (string address in addresses)
            codes.Add((await gate.TakeAsync(From(address), caller, default))?.Code);
        return codes;
    }

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
