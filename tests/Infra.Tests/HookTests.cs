namespace Shortloop.Infra.Tests;

/// <summary>The hooks of a deployment, against stand-ins of <c>az</c> and <c>azd</c>. What the real ones answer is known from their documentation only.</summary>
public sealed class HookTests : IDisposable
{
    private const string Secrets = "/subscriptions/s1/resourceGroups/rg-e1/providers/Microsoft.KeyVault/vaults/kv-1/secrets?api-version=2024-11-01";

    private static readonly Dictionary<string, string> NewEnvironment = new()
    {
        ["AZURE_ENV_NAME"] = "e1",
        ["AZURE_SUBSCRIPTION_ID"] = "s1",
        ["SHORTLOOP_BUDGET_START"] = "2026-11-01",
        ["SHORTLOOP_RENDER_IMAGE"] = "x.azurecr.io/render:1",
    };

    private static readonly Dictionary<string, string> Provisioned = new()
    {
        ["AZURE_SUBSCRIPTION_ID"] = "s1",
        ["AZURE_RESOURCE_GROUP"] = "rg-e1",
        ["SHORTLOOP_VAULT_NAME"] = "kv-1",
        ["SHORTLOOP_FUNCTIONS_NAME"] = "func-1",
        ["SHORTLOOP_SECRETS"] = "SHORTLOOP_STRIPE_KEY",
    };

    private static readonly Dictionary<string, string> Deploying = new()
    {
        ["AZURE_RESOURCE_GROUP"] = "rg-e1",
        ["SHORTLOOP_REGISTRY_NAME"] = "cr1",
        ["SHORTLOOP_RENDER_JOB_NAME"] = "job-render-1",
    };

    private const string SignedIn = """
        "az account show"*) echo s1 ;;
        """;

    private readonly Script _script = new();

    public void Dispose() => _script.Dispose();

    /// <summary>The client refuses to run inside of what it puts there, and may end well although nothing was put.</summary>
    [Theory]
    [InlineData("Ready", 0)]
    [InlineData("Uploading", 1)]
    public async Task DeployWeb_FromAboveThePage_IsHeldAgainstWhatAzureSays(string state, int expected)
    {
        var (code, output) = await _script.RunAsync("infra/deploy-web.sh", $"""
            "unzip -q "*) mkdir -p "$4" ;;
            "npx "*" deploy site "*) [ -d site ] ;;
            "npx "*) exit 9 ;;
            "az staticwebapp environment list"*) echo {state} ;;
            """, new Dictionary<string, string>(), _script.Write("web.zip", ""));

        Assert.Equal(expected, code);
        Assert.Equal(expected == 1, output.Contains("in the state 'Uploading'", StringComparison.Ordinal));
    }

    /// <summary>A pipeline's environment is new each time: what the running app refers to must not be lost by its deployment. The list comes in pages.</summary>
    [Fact]
    public async Task Preprovision_SecretsNotSaid_AreThoseInTheVault()
    {
        var (code, output) = await _script.RunAsync("infra/hooks/preprovision.sh", $"""
            {SignedIn}
            "az group exists"*) echo true ;;
            "az resource list"*) echo kv-1 ;;
            "az rest --method get --url {Secrets} "*) printf 'stripe-key,token-key,of-others\nhttps://next.example/page?a=1\n' ;;
            "az rest --method get --url https://next.example/page?a=1 "*) printf 'smtp-password\n\n' ;;
            """, NewEnvironment);

        Assert.Equal((0, ""), (code, output));
        Assert.Equal("azd env set SHORTLOOP_SECRETS SHORTLOOP_SMTP_PASSWORD,SHORTLOOP_STRIPE_KEY", _script.Calls[^1]);
    }

    /// <summary>Another machine, or a pipeline, may have put some there: no deployment takes them from the app, nor those that Azure's list doesn't have yet.</summary>
    [Fact]
    public async Task Preprovision_SecretsSaid_AreJoinedByThoseInTheVault()
    {
        var (code, output) = await _script.RunAsync("infra/hooks/preprovision.sh", $"""
            {SignedIn}
            "az group exists"*) echo true ;;
            "az resource list"*) echo kv-1 ;;
            "az rest --method get --url {Secrets} "*) printf 'stripe-key,smtp-password\n\n' ;;
            """, new Dictionary<string, string>(NewEnvironment) { ["SHORTLOOP_SECRETS"] = "SHORTLOOP_STRIPE_KEY,SHORTLOOP_GEMINI_KEY" });

        Assert.Equal((0, ""), (code, output));
        Assert.Equal("azd env set SHORTLOOP_SECRETS SHORTLOOP_STRIPE_KEY,SHORTLOOP_GEMINI_KEY,SHORTLOOP_SMTP_PASSWORD", _script.Calls[^1]);
    }

    /// <summary>What a pipeline has released since stands in no environment of this machine.</summary>
    [Fact]
    public async Task Preprovision_ImageSaid_IsTheOneThatTheJobRuns()
    {
        var (code, output) = await _script.RunAsync("infra/hooks/preprovision.sh", $"""
            {SignedIn}
            "az group exists"*) echo true ;;
            "az containerapp job list"*) echo x.azurecr.io/render:2 ;;
            """, NewEnvironment);

        Assert.Equal((0, ""), (code, output));
        Assert.Contains("azd env set SHORTLOOP_RENDER_IMAGE x.azurecr.io/render:2", _script.Calls);
    }

    /// <summary>There would be no group, so no secrets to keep.</summary>
    [Fact]
    public async Task Preprovision_AnotherSubscriptionThanAzd_Stops()
    {
        var (code, output) = await _script.RunAsync("infra/hooks/preprovision.sh", """
            "az account show"*) echo s2 ;;
            """, NewEnvironment);

        Assert.Equal(1, code);
        Assert.Contains("az account set --subscription s1", output, StringComparison.Ordinal);
        Assert.Single(_script.Calls);
    }

    [Theory]
    [InlineData("x.azurecr.io/render:1", true)]
    [InlineData("cr1.azurecr.io/render:2", false)]
    public async Task Predeploy_Image_IsBuiltUnlessTheJobRunsIt(string runs, bool built)
    {
        var (code, output) = await _script.RunAsync("infra/hooks/predeploy.sh", $"""
            "az containerapp job show"*) echo {runs} ;;
            """, new Dictionary<string, string>(Deploying) { ["SHORTLOOP_RENDER_TAG"] = "2", ["SHORTLOOP_RENDER_IMAGE"] = "cr1.azurecr.io/render:2" });

        Assert.Equal((0, ""), (code, output));
        Assert.Equal(built, _script.Calls.Any(call => call.StartsWith("az acr build", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""
        "az group exists"*) echo false ;;
        """)]
    [InlineData("""
        "az group exists"*) echo true ;;
        """)]
    public async Task Preprovision_NoVaultYet_SaysNoSecret(string answers)
    {
        var (code, output) = await _script.RunAsync("infra/hooks/preprovision.sh", $"{SignedIn}\n{answers}", NewEnvironment);

        Assert.Equal((0, ""), (code, output));
        Assert.DoesNotContain(_script.Calls, call => call.StartsWith("azd", StringComparison.Ordinal));
    }

    /// <summary>Better no deployment than one that takes the secrets from the app.</summary>
    [Fact]
    public async Task Preprovision_VaultNotAnswered_Stops()
    {
        var (code, _) = await _script.RunAsync("infra/hooks/preprovision.sh", $"""
            {SignedIn}
            "az group exists"*) echo true ;;
            "az resource list"*) echo kv-1 ;;
            "az rest"*) exit 1 ;;
            """, NewEnvironment);

        Assert.NotEqual(0, code);
    }

    [Fact]
    public async Task Postprovision_KeyIsThere_DoesNotNeedToBeLetIntoTheVault()
    {
        var (code, output) = await _script.RunAsync("infra/hooks/postprovision.sh", $"""
            "az rest --method get --url {Secrets} "*) printf 'stripe-key,token-key\n\n' ;;
            "az functionapp show"*) echo /app ;;
            "az keyvault"*) exit 1 ;;
            """, Provisioned);

        Assert.Equal((0, ""), (code, output));
        Assert.DoesNotContain(_script.Calls, call => call.StartsWith("az keyvault", StringComparison.Ordinal));
        Assert.StartsWith("az rest --method post --url /app/config/configreferences/appsettings/refresh", _script.Calls[^1], StringComparison.Ordinal);
    }

    /// <summary>Also when Azure's list is behind: the vault itself has the last word.</summary>
    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public async Task Postprovision_KeyIsNotThere_IsMadeOnce(string found, bool made)
    {
        var (code, output) = await _script.RunAsync("infra/hooks/postprovision.sh", $"""
            "az keyvault secret list"*) echo {found} ;;
            "az functionapp show"*) echo /app ;;
            """, Provisioned);

        Assert.Equal((0, ""), (code, output));
        Assert.Equal(made ? 1 : 0, _script.Calls.Count(call => call.StartsWith("az keyvault secret set --vault-name kv-1 --name token-key", StringComparison.Ordinal)));
    }

    /// <summary>On the first day there is no reference yet, and no app that could look.</summary>
    [Fact]
    public async Task Postprovision_NoSecretYet_AsksForNoReference()
    {
        var (code, output) = await _script.RunAsync("infra/hooks/postprovision.sh", $"""
            "az rest --method get --url {Secrets} "*) printf 'token-key\n\n' ;;
            "az rest --method post"*) exit 1 ;;
            """, new Dictionary<string, string>(Provisioned) { ["SHORTLOOP_SECRETS"] = "" });

        Assert.Equal((0, ""), (code, output));
    }

    /// <summary>What a release builds and what a later one's failure puts back is one image.</summary>
    [Fact]
    public async Task Rollback_ReleaseOfATag_FindsTheImageThatItsDeploymentBuilt()
    {
        string folder = Path.GetDirectoryName(_script.Write("tag.txt", "0123456789ab\n"))!;
        var deployed = await _script.RunAsync("infra/hooks/predeploy.sh", "", new Dictionary<string, string>(Deploying) { ["SHORTLOOP_RENDER_TAG"] = "0123456789ab" });
        var back = await _script.RunAsync("infra/rollback.sh", """
            "azd env get-value AZURE_RESOURCE_GROUP") echo rg-e1 ;;
            "azd env get-value SHORTLOOP_REGISTRY_NAME") echo cr1 ;;
            "azd env get-value SHORTLOOP_RENDER_JOB_NAME") echo job-render-1 ;;
            "az staticwebapp environment list"*) echo Ready ;;
            """, new Dictionary<string, string>(), folder);

        Assert.Equal((0, 0), (deployed.Code, back.Code));
        Assert.Contains(_script.Calls, call => call.StartsWith("az acr build --registry cr1 --image render:0123456789ab ", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Repeat("az containerapp job update --resource-group rg-e1 --name job-render-1 --image cr1.azurecr.io/render:0123456789ab --output none", 2),
            _script.Calls.Where(call => call.StartsWith("az containerapp job update", StringComparison.Ordinal)));
        Assert.Contains("""rev-parse --short=12 HEAD >"$folder/tag.txt""", Repository.Read("infra/package.sh"), StringComparison.Ordinal);
    }
}
