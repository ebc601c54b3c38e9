using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The parameter is the request's body, read as JSON.</summary>
public class FromBodyAttribute : InputConverterAttribute
{
    public FromBodyAttribute()
        : base(typeof(DefaultFromBodyConverter))
    {
    }

    /// <summary>Only the name of the official converter: reading is the host's.</summary>
    private static class DefaultFromBodyConverter;
}
