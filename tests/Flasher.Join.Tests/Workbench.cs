using System;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Batch;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.FlasherBench;
using BluezoneTag.Registry.Results;
using BluezoneTag.Simulator.Usb;
using Spectre.Console;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>A folder with files to flash, and whole command lines against virtual tags.</summary>
internal sealed class Workbench
{
    private const long Now = 18_480L * 86_400_000;
    private readonly string _folder;

    /// <summary>In <paramref name="folder"/>, made when it is not there.</summary>
    public Workbench(string folder, string chip, StandInSizes? sizes = null)
    {
        ChipModel model = ChipModel.Find(chip);
        _folder = folder;
        Package = Path.Combine(folder, StandIns.PackageName(model));
        if (!Directory.Exists(Package))
        {
            StandIns.Write(folder, model, sizes ?? StandInSizes.Default);
        }
    }

    public string Registry => Path.Combine(_folder, "registry.db");

    public string Labels => Path.Combine(_folder, "labels.pdf");

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    /// <summary>Folder or zip of the firmware package.</summary>
    public string Package { get; set; }

    public string Application => Path.Combine(_folder, "app");

    public string[] Files => ["--package", Package, "--app", Application];

    public Action<BatchStep, uint>? AtStep { get; set; }

    public Action<BatchOutcome>? AtOutcome { get; set; }

    /// <summary>What is plugged in, when it is not everything there is.</summary>
    public IPortList? Plugs { get; set; }

    public IAnsiConsole? Terminal { get; set; }

    /// <summary>How ports are opened, when not as the bench does.</summary>
    public ILinkFactory? Links { get; set; }

    public int RegistryPageLimit { get; set; }

    /// <summary>Both outputs, whatever the language.</summary>
    public string Printed => Output.ToString() + Error;

    /// <summary>Runs a command line; gives up on it after two minutes, which nothing here takes.</summary>
    public int Run(VirtualBench bench, params string[] arguments) => Bounded.Run(() => Cli.Run(arguments, new ToolEnvironment
    {
        Links = Links ?? bench,
        Ports = Plugs ?? bench,
        Clock = bench,
        UtcNowMs = () => Now,
        Output = Output,
        Error = Error,
        Language = Language.English,
        AtBatchStep = AtStep,
        AtBatchOutcome = AtOutcome,
        Terminal = Terminal,
        RegistryPageLimit = RegistryPageLimit,
    }));

    /// <summary>A batch of all ports by name.</summary>
    public int Batch(VirtualBench bench, params string[] more) =>
        BatchOfPlugged(bench, [.. bench.Names.SelectMany(name => new[] { "--port", name }), .. more]);

    /// <summary>A batch of whatever is plugged in.</summary>
    public int BatchOfPlugged(VirtualBench bench, params string[] more) =>
        Run(bench, ["batch", .. Files, "--registry", Registry, "--labels", Labels, .. more]);
}
