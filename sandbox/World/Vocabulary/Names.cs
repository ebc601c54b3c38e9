using System.Globalization;

namespace Shortloop.Sandbox.World;

internal static class Names
{
    private static readonly Dictionary<string, (string[] First, string[] Last)> People = new()
    {
        ["en"] = (["Mara", "Owen", "Priya", "Tess", "Jonah", "Lila", "Marcus", "Nina", "Theo", "Ada", "Caleb", "Ruth"], ["Fields", "Hart", "Okoye", "Lane", "Brooks", "Mercer", "Shaw", "Quinn", "Doyle", "Vale"]),
        ["ru"] = (["Анна", "Павел", "Мария", "Илья", "Ольга", "Никита", "Вера", "Денис", "Алина", "Роман"], ["Лебедь", "Ветер", "Северин", "Мороз", "Соколик", "Гранат", "Белых", "Черных"]),
        ["es"] = (["Lucía", "Mateo", "Carmen", "Diego", "Sofía", "Pablo", "Elena", "Bruno", "Irene", "Hugo"], ["Rojas", "Vega", "Campos", "Luna", "Prado", "Serrano", "Ibarra", "Soler"]),
        ["de"] = (["Lena", "Jonas", "Frieda", "Emil", "Greta", "Anton", "Ida", "Karl", "Mia", "Paul"], ["Brandt", "Sommer", "Winkler", "Vogt", "Kessler", "Lorenz", "Haas", "Berger"]),
    };

    public static string Of(string language, ref Dice dice) => $"{dice.Pick(People[language].First)} {dice.Pick(People[language].Last)}";

    /// <summary>Latin letters and a number that no other creator has.</summary>
    public static string Handle(string category, int index) =>
        $"@{category.Replace("_", "", StringComparison.Ordinal)}.{index.ToString(CultureInfo.InvariantCulture)}";
}
