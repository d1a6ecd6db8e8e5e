using System;
using System.IO;
using System.Linq;
using BluezoneTag.FlasherBench;
using BluezoneTag.Flasher.Batch;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>A folder with files to flash, and whole command lines against virtual tags.</summary>
internal sealed class Workbench
{
    private const long Now = 18_480L * 86_400_000;
    private readonly string _folder;
    private readonly string _package;

    /// <summary>In <paramref name="folder"/>, made when it is not there.</summary>
    public Workbench(string folder, string chip)
    {
        ChipModel model = ChipModel.Find(chip);
        _folder = folder;
        _package = Path.Combine(folder, StandIns.PackageName(model));
        if (!Directory.Exists(_package))
        {
            StandIns.Write(folder, model);
        }
    }

    public string Registry => Path.Combine(_folder, "registry.db");

    public string Labels => Path.Combine(_folder, "labels.pdf");

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public string[] Files => ["--package", _package, "--app", Path.Combine(_folder, "app")];

    public Action<BatchStep, uint>? AtStep { get; set; }

    public int Run(VirtualBench bench, params string[] arguments) => Cli.Run(arguments, new ToolEnvironment
    {
        Links = bench,
        Ports = bench,
        Clock = bench,
        UtcNowMs = () => Now,
        Output = Output,
        Error = Error,
        Language = Language.English,
        AtBatchStep = AtStep,
    });

    public int Batch(VirtualBench bench, params string[] more) => Run(
        bench,
        ["batch", .. Files, "--registry", Registry, "--labels", Labels, .. bench.Names.SelectMany(name => new[] { "--port", name }), .. more]);
}
