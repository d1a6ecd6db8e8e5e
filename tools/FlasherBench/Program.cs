using System.CommandLine;
using BluezoneTag.FlasherBench.Faults;
using BluezoneTag.FlasherBench.Speed;

var root = new RootCommand("Benches of the flasher against virtual tags, in virtual time: counts and ratios, not seconds of this machine.")
{
    FaultsCommand.Create(),
    SpeedCommand.Create(),
};
return root.Parse(args).Invoke();
