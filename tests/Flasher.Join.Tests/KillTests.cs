using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using BluezoneTag.FlasherBench;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Tags;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>
/// The batch is killed as by kill -9 after each of its steps and before pieces sent to the chips, and started again: registry and chips
/// agree, every tag is done, no key is on two chips or used twice. KILL_POINTS=all takes every piece; the default takes 6 of them.
/// Replay: dotnet BluezoneTag.Flasher.Join.Tests.dll FOLDER 2 send N
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Tags = 2;
    private const int StepsPerTag = 4;
    private const int DefaultSends = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Killed_anywhere_the_next_run_finishes_and_registry_and_chips_agree()
    {
        string counting = NewFolder("count");
        (int code, string text) = Start(counting, "count");
        Assert.True(code == 0, text);
        int[] counts = [.. text.Split(' ').Select(one => int.Parse(one, CultureInfo.InvariantCulture))];
        Assert.Equal(Tags * StepsPerTag, counts[1]);
        bool isAll = Environment.GetEnvironmentVariable("KILL_POINTS") == "all";
        int stride = isAll ? 1 : Math.Max(1, counts[0] / DefaultSends);
        List<(string Mode, int At)> points =
        [
            .. Enumerable.Range(1, counts[1]).Where(one => isAll || one <= StepsPerTag).Select(at => ("step", at)),
            .. Enumerable.Range(0, counts[0] / stride).Select(i => ("send", (i * stride) + (stride / 2) + 1)),
        ];
        points.ForEach(one => KillAt(one.Mode, one.At));
        output.WriteLine($"killed at {points.Count} of {counts[0]} pieces and {counts[1]} steps");
    }

    private void KillAt(string mode, int at)
    {
        string name = $"{mode} {at}";
        string folder = NewFolder(name);
        (int code, string text) = Start(folder, mode, at.ToString(CultureInfo.InvariantCulture));
        Assert.True(code is 137 or -1, $"{name}: ended with {code}: {text}");
        var work = new Workbench(folder, Victim.Chip);
        using var bench = new VirtualBench(Victim.Chip, Tags, folder);
        Assert.True(work.Batch(bench, "--lanes", "1") == 0, $"{name}: {work.Output}{work.Error}");
        Check(name, work, bench);
    }

    private static void Check(string name, Workbench work, VirtualBench bench)
    {
        using TagRegistry registry = TagRegistry.Open(work.Registry, new RegistryOptions("test", TimeProvider.System)).Value;
        Assert.True(registry.Audit.Verify().IsOk, name);
        Assert.Equal(0, registry.Tags.Count().Value.KeysOpen);
        List<byte[]> onRecord = [.. registry.Audit.Entries().Value
            .Where(one => one.Kind == AuditKind.Reserved).Select(one => one.Bytes(AuditField.BaseKeyFingerprint))];
        Assert.Equal(onRecord.Count, onRecord.Select(Convert.ToHexString).Distinct().Count());
        for (int number = 1; number <= Tags; number++)
        {
            bench.Live(1, number);
            IdentityImage identity = bench.Tag(number).Report.Identity ?? throw new InvalidOperationException($"{name}: tag {number} has no identity");
            var tag = registry.Tags.FindByMac(Convert.ToHexString(bench.Tag(number).Mac)).Value;
            Assert.Equal((identity.Serial, TagState.Provisioned, true), (tag.Serial, tag.State, tag.IsLabelled));

            // The registry's newest key of this tag is the one on the chip, and it was set aside once.
            byte[] fingerprint = KeyFingerprint.OfBaseKey(identity.BaseKey);
            AuditEntry entry = Assert.Single(registry.Audit.Entries(tag.Serial).Value, one =>
                one.Kind == AuditKind.Reserved && one.Bytes(AuditField.BaseKeyFingerprint).AsSpan().SequenceEqual(fingerprint));
            Assert.Equal(tag.Generation, entry.Number(AuditField.Generation));
        }
    }

    private static (int Code, string Text) Start(string folder, params string[] arguments)
    {
        ProcessStartInfo info = new("dotnet") { RedirectStandardOutput = true };
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.ArgumentList.Add(typeof(Victim).Assembly.Location);
        info.ArgumentList.Add(folder);
        info.ArgumentList.Add($"{Tags}");
        arguments.ToList().ForEach(info.ArgumentList.Add);
        using Process process = Process.Start(info)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text.Trim());
    }

    private string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}
