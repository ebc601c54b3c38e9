using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>NCRONTAB with six fields (seconds first), a <see cref="TimeSpan"/>, or a setting's name between percent signs.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
    }

    public string Schedule { get; }

    public bool RunOnStartup { get; set; }

    /// <summary>Whether occurrences are stored, so that one missed while the host was down runs late.</summary>
    public bool UseMonitor { get; set; } = true;
}
