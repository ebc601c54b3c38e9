namespace Shortloop.EndToEnd;

// Tests of a collection follow each other on one installation; collections run side by side.

[CollectionDefinition(Name)]
public sealed class Plain : ICollectionFixture<PlainInstallation>
{
    public const string Name = "plain";
}

[CollectionDefinition(Name)]
public sealed class WithModel : ICollectionFixture<OpenAiInstallation>
{
    public const string Name = "with a model";
}
