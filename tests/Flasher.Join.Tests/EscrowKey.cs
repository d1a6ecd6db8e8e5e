using System;
using System.IO;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.FlasherBench;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>One pair of escrow keys for all tests, made by the program itself: making one takes seconds.</summary>
public sealed class EscrowKey : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("escrow-key").FullName;

    public EscrowKey()
    {
        File.WriteAllText(PassphraseFile, "bốn từ không liên quan\n");
        using var bench = new VirtualBench("c3");
        var work = new Workbench(_folder, "c3", StandInSizes.Small);
        string[] files = ["--public-key", PublicFile, "--private-key", PrivateFile, "--passphrase-file", PassphraseFile];
        Code = (ExitCode)work.Run(bench, ["escrow", "key", .. files]);
    }

    public ExitCode Code { get; }

    public string PublicFile => Path.Combine(_folder, "public.pem");

    public string PrivateFile => Path.Combine(_folder, "private.pem");

    public string PassphraseFile => Path.Combine(_folder, "pass");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
