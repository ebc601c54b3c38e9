using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Administration;

/// <param name="Level"><c>information</c>, <c>warning</c>, <c>error</c> or <c>critical</c>.</param>
/// <param name="RequestId">As the caller got it in X-Request-Id.</param>
public sealed record LogLineView(DateTimeOffset At, string Level, string Category, string? Event, string Message, string? RequestId, string? Error);

/// <summary>What this installation logged lately.</summary>
public sealed class AdminLogFunctions(ILogReader logs)
{
    private const int Usual = 200;
    private const int Most = 1000;

    private static readonly string[] Levels = [.. Enum.GetValues<LogLevel>().Where(level => level is >= LogLevel.Information and < LogLevel.None).Select(NameOf)];

    [Function("AdminListLogs")]
    [QueryParameter("level", Description = "information (also when left out), warning, error or critical: that and what is worse.")]
    [QueryParameter("requestId")]
    [QueryParameter("limit", typeof(int))]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<LogLineView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/logs")] HttpRequest request, CancellationToken cancellation)
    {
        string level = request.Query["level"] is [{ Length: > 0 } given] ? given : Levels[0];
        if (!Levels.Contains(level))
            return Answers.Of(Problem.InvalidField("level", $"A level is one of: {string.Join(", ", Levels)}."));
        int limit = Usual;
        if (request.Query["limit"] is [{ Length: > 0 } text] && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
            return Answers.Of(Problem.InvalidField("limit", $"One answer has 1 to {Most} lines."));
        string? requestId = request.Query["requestId"] is [{ Length: > 0 } id] ? id : null;
        return Answers.Of(
            await logs.ReadAsync(Enum.Parse<LogLevel>(level, ignoreCase: true), requestId, limit, cancellation),
            lines => TypedResults.Ok(new ListOf<LogLineView>([.. lines.Select(line => new LogLineView(
                line.At, NameOf(line.Level), line.Category, line.Event, line.Message, line.RequestId, line.Error))])));
    }

    private static string NameOf(LogLevel level) => level.ToString().ToLowerInvariant();
}
