using Shortloop.MoneyBench;

// The process that is killed; see Spending.cs.
if (args is ["spend", var settings])
{
    await Spending.RunAsync(MoneySettings.Parse(settings));
    return 0;
}

await Console.Error.WriteLineAsync("Shortloop.Money spend SETTINGS: started by the money harness, not by hand. The long run is ./bench money.");
return 2;
