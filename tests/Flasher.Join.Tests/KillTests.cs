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
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Usb;
using Xunit;
using Xunit.Abstractions;
using RegistryTag = BluezoneTag.Registry.Tags.Tag;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>
/// A batch of thirty is killed as by kill -9, again and again, and started again each time. After every death registry and chips agree, and no key is
/// on two chips or was set aside twice; at the end all thirty are done. Where it dies follows from KILL_SEED (1), about how often from KILLS (2).
/// Replay of one death: dotnet BluezoneTag.Flasher.Join.Tests.dll FOLDER 30 send N
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Tags = 30;
    private const int StepsPerTag = 4;
    private const int SendsPerTag = 67;
    private const int MostStarts = 10_000;
    private static readonly int Kills = Setting("KILLS", 2);
    private readonly string _folder = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_batch_of_thirty_killed_at_random_points_ends_with_thirty_tags_and_no_key_twice()
    {
        ulong seed = (ulong)Setting("KILL_SEED", 1);
        List<string> deaths = [];
        int code;
        do
        {
            Assert.True(deaths.Count < MostStarts, "the batch does not end");
            (string mode, int at) = Point(seed, deaths.Count);
            (code, string text) = Start(mode, at);
            Assert.True(code is 0 or 137 or -1, $"after {Said(deaths)}: {mode} {at} ended with {code}: {text}");
            deaths.Add($"{mode} {at}");
            Check($"seed {seed} after {Said(deaths)}", isDone: code == 0);
        }
        while (code != 0);
        output.WriteLine($"seed {seed}, killed {deaths.Count - 1} times: {Said(deaths)}");
        Assert.True(deaths.Count > Kills, $"killed only {deaths.Count - 1} times");
    }

    [Fact]
    public void Killed_right_after_each_step_of_a_tag_the_next_run_finishes_it()
    {
        for (int step = 1; step <= StepsPerTag; step++)
        {
            (int code, string text) = Start("step", step, tags: 1);
            Assert.True(code is 137 or -1, $"step {step} ended with {code}: {text}");
            var work = new Workbench(_folder, Victim.Chip, StandInSizes.Small);
            using (var bench = new VirtualBench(Victim.Chip, 1, _folder))
            {
                Assert.True(work.Batch(bench) == 0, $"step {step}: {work.Printed}");
            }

            Check($"step {step}", isDone: true, tags: 1);
            Directory.GetFiles(_folder, "registry.db*").Concat(Directory.GetFiles(_folder, "*.flash")).ToList().ForEach(File.Delete);
        }
    }

    // Two of three deaths are in the middle of a tag, the third one at a step. The distance to the next is even up to twice the mean.
    private static (string Mode, int At) Point(ulong seed, int death)
    {
        byte[] noise = Noise.Bytes(4, 91, (int)((seed * 100_003) + (ulong)death));
        int chance = BitConverter.ToUInt16(noise);
        bool isStep = noise[2] % 3 == 0;
        int most = Math.Max(1, 2 * Tags * (isStep ? StepsPerTag : SendsPerTag) / Kills);
        return (isStep ? "step" : "send", 1 + (chance % most));
    }

    private void Check(string name, bool isDone, int tags = Tags)
    {
        string registryPath = Path.Combine(_folder, "registry.db");
        using var bench = new VirtualBench(Victim.Chip, tags, _folder);
        if (!isDone && !File.Exists(registryPath))
        {
            return;
        }

        using TagRegistry registry = TagRegistry.Open(registryPath, new RegistryOptions("test", TimeProvider.System)).Value;
        Assert.True(registry.Audit.Verify().IsOk, name);
        AuditEntry[] reserved = [.. registry.Audit.Entries().Value.Where(one => one.Kind == AuditKind.Reserved)];
        AssertDistinct(name, reserved.Select(one => Convert.ToHexString(one.Bytes(AuditField.BaseKeyFingerprint))));
        AssertDistinct(name, reserved.Select(one => Convert.ToHexString(one.Bytes(AuditField.ClaimFingerprint))));
        List<string> keys = [];
        for (int number = 1; number <= tags; number++)
        {
            IdentityImage? identity = bench.Tag(number).Report.Identity;
            RegistryTag? tag = registry.Tags.FindByMac(Convert.ToHexString(bench.Tag(number).Mac)) is { IsOk: true } found ? found.Value : null;
            Assert.False(isDone && tag is not { State: TagState.Provisioned, IsLabelled: true }, $"{name}: tag {number} is {tag?.State}");
            Assert.False(tag is { State: TagState.Provisioned } && identity == null, $"{name}: tag {number} is on record but blank");
            if (identity != null)
            {
                keys.Add(Convert.ToHexString(identity.BaseKey));
                CheckKey($"{name}: tag {number}", tag, identity, reserved);
            }
        }

        AssertDistinct(name, keys);
        Assert.False(isDone && registry.Tags.Count().Value.KeysOpen > 0, name);
    }

    // What is on a chip was set aside for it, once; and when the registry says provisioned, it is the newest.
    private static void CheckKey(string name, RegistryTag? tag, IdentityImage identity, AuditEntry[] reserved)
    {
        byte[] fingerprint = KeyFingerprint.OfBaseKey(identity.BaseKey);
        AuditEntry entry = Assert.Single(reserved, one => one.Bytes(AuditField.BaseKeyFingerprint).AsSpan().SequenceEqual(fingerprint));
        Assert.True(tag != null && tag.Serial == identity.Serial && entry.Serial == identity.Serial, $"{name}: serial {identity.Serial}");
        Assert.True(tag.State != TagState.Provisioned || tag.Generation == entry.Number(AuditField.Generation), $"{name}: an old key");
    }

    private static void AssertDistinct(string name, IEnumerable<string> keys)
    {
        string[] all = [.. keys];
        Assert.True(all.Length == all.Distinct().Count(), $"{name}: a key twice");
    }

    private (int Code, string Text) Start(string mode, int at, int tags = Tags)
    {
        ProcessStartInfo info = new("dotnet");
        string[] arguments = [typeof(Victim).Assembly.Location, _folder, $"{tags}", mode, at.ToString(CultureInfo.InvariantCulture)];
        arguments.ToList().ForEach(info.ArgumentList.Add);
        return Bounded.Run(info);
    }

    private static string Said(List<string> deaths) => string.Join(", ", deaths);

    private static int Setting(string name, int initial) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : initial;
}
