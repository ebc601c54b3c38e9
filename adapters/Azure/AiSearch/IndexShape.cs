using System.Security.Cryptography;
using System.Text;
using Azure.Search.Documents.Indexes.Models;

namespace Shortloop.Adapters.AiSearch;

/// <summary>
/// What the index looks like. A document is one thing of one organisation; it has a vector field for each embedding model that described it, so
/// that vectors of different models can't meet, and one text. Whose it is can be filtered; its vectors and its text can't be read back.
/// </summary>
internal static class IndexShape
{
    public const string Key = "key", Org = "orgId", Kind = "kind", Item = "itemId", Text = "text";

    private const string Profile = "cosine", Algorithm = "hnsw";

    public static SearchIndex Empty(string name) => new(name)
    {
        Fields =
        {
            new SimpleField(Key, SearchFieldDataType.String) { IsKey = true, IsSortable = true },
            new SimpleField(Org, SearchFieldDataType.String) { IsFilterable = true },
            new SimpleField(Kind, SearchFieldDataType.String) { IsFilterable = true },
            new SimpleField(Item, SearchFieldDataType.String),
            TextField(),
        },
        VectorSearch = new VectorSearch
        {
            Profiles = { new VectorSearchProfile(Profile, Algorithm) },
            Algorithms =
            {
                // The service's own defaults, said so that they are the same tomorrow: links of a node, candidates at building and at asking.
                new HnswAlgorithmConfiguration(Algorithm)
                {
                    Parameters = new HnswParameters { M = 4, EfConstruction = 400, EfSearch = 500, Metric = VectorSearchAlgorithmMetric.Cosine },
                },
            },
        },
    };

    /// <summary>Null when the index can be used as it is, or after <see cref="Text"/> was added: the first versions made it without.</summary>
    public static string? Fault(SearchIndex index)
    {
        var fields = index.Fields.ToDictionary(field => field.Name);
        return !Has(Key, field => field.IsKey == true && field.IsSortable == true) ? Key
            : !Has(Org, field => field.IsFilterable == true) ? Org
            : !Has(Kind, field => field.IsFilterable == true) ? Kind
            : !Has(Item, field => field.IsHidden != true) ? Item
            : fields.ContainsKey(Text) && !Has(Text, field => field.IsSearchable == true) ? Text
            : index.VectorSearch?.Profiles.Any(profile => profile.Name == Profile) != true ? Profile
            : null;

        bool Has(string name, Func<SearchField, bool> rule) =>
            fields.TryGetValue(name, out var field) && field.Type == SearchFieldDataType.String && rule(field);
    }

    /// <summary>
    /// Words as the standard tokenizer finds them, in small letters and without the accents of Latin ones, as the embedded index has them. No language's
    /// analyzer: texts come in any language, and the wrong one's stems would spoil names, which are what words are looked for.
    /// </summary>
    public static SearchableField TextField() => new(Text) { AnalyzerName = LexicalAnalyzerName.StandardAsciiFoldingLucene, IsHidden = true };

    public static VectorSearchField VectorField(string name, int dimensions) => new(name, dimensions, Profile) { IsHidden = true };

    /// <summary>Letters, digits and underscores; what the name alone would lose of the model is in the hash.</summary>
    public static string VectorFieldOf(string model)
    {
        var plain = string.Concat(model.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return $"v_{plain}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)).AsSpan(0, 4))}";
    }
}
