using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using BluezoneTag.Officer.Commands;
using BluezoneTag.Officer.Keys;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;
using BluezoneTag.Registry.Results;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Tests;

/// <summary>A folder with a desk, an export of a bench with some tags, and whole command lines at a time that the test sets.</summary>
internal sealed class DeskBench : IDisposable
{
    /// <summary>2026-03-02, 03:00 UTC.</summary>
    public const int Today = 20514;

    public const string Words = "bốn từ không liên quan";

    private readonly string _folder = Directory.CreateTempSubdirectory("officer").FullName;

    public DeskBench()
    {
        NowUtcMs = (Today * SlotTime.DayMs) + (3 * 3600_000);
        File.WriteAllText(In("pass"), Words + "\n");
    }

    public long NowUtcMs { get; set; }

    /// <summary>Fewer than the program's own: these tests run hundreds of commands.</summary>
    public int Rounds { get; set; } = 1000;

    public StringWriter Output { get; private set; } = new();

    public StringWriter Error { get; private set; } = new();

    /// <summary>Told each file step before it is taken.</summary>
    public Action<string>? AtFileStep { get; set; }

    /// <summary>Everything that was ever printed.</summary>
    public string AllPrinted { get; private set; } = string.Empty;

    public string Desk => In("desk");

    public string Published => In("published");

    public string TagsFile => In("tags.json");

    public static byte[] BaseKey(int tag) => SHA256.HashData([(byte)tag, 7, 7]);

    public string In(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The last command's two outputs.</summary>
    public string Printed => Output.ToString() + Error;

    /// <summary>Runs a command line on the desk.</summary>
    public ExitCode Run(params string[] arguments)
    {
        Output = new StringWriter();
        Error = new StringWriter();
        DeskEnvironment environment = new()
        {
            UtcNowMs = () => NowUtcMs,
            Output = Output,
            Error = Error,
            Language = Language.English,
            AtFileStep = AtFileStep,
            PassphraseRounds = Rounds,
        };
        int code = Cli.Run(arguments.Contains("--desk") ? arguments : [.. arguments, "--desk", Desk], environment);
        AllPrinted += Printed;
        return (ExitCode)code;
    }

    /// <summary>The same with the passphrase.</summary>
    public ExitCode RunWithWords(params string[] arguments) => Run([.. arguments, "--passphrase-file", In("pass")]);

    /// <summary>The same, and with the export.</summary>
    public ExitCode RunWithTags(params string[] arguments) => RunWithWords([.. arguments, "--tags", TagsFile]);

    /// <summary>The result of a command that must succeed.</summary>
    public JsonElement Result(ExitCode code) => code == ExitCode.Success
        ? JsonDocument.Parse(Output.ToString()).RootElement.GetProperty("result")
        : throw new InvalidOperationException(Printed);

    /// <summary>The name of the fault of a command that must fail with --json.</summary>
    public string FaultOf(ExitCode code) => code != ExitCode.Success
        ? JsonDocument.Parse(Output.ToString()).RootElement.GetProperty("error").GetProperty("fault").GetString()!
        : throw new InvalidOperationException("it went well");

    /// <summary>A desk with keys, and an export with tags 1 to <paramref name="tags"/>.</summary>
    public DeskBench Ready(int tags = 3)
    {
        Must(RunWithWords("key", "new"));
        WriteExport(Enumerable.Range(1, tags).Select(tag => AuthorityTagKeys.Of((uint)tag, 1, BaseKey(tag))));
        return this;
    }

    public void WriteExport(IEnumerable<AuthorityTagKeys> tags) =>
        File.WriteAllBytes(TagsFile, AuthorityExport.ToJson(new byte[16], "1-0-0-0", NowUtcMs, [.. tags.Select(keys => new SealedTagKeys(keys.Serial, keys.Generation, AuthorityEnvelope.Seal(Keys.OpeningKey, keys)))]));

    public KeyFile Keys => KeyFile.Read(File.ReadAllBytes(Path.Combine(Desk, "keys.json")), "keys.json");

    public void Must(ExitCode code)
    {
        if (code != ExitCode.Success)
        {
            throw new InvalidOperationException($"{code}: {Printed}");
        }
    }

    /// <summary>Makes a code for a tag; its number.</summary>
    public int Code(int tag, uint challenge, ReleaseRequest request) => Result(CodeExit(tag, challenge, request)).GetProperty("number").GetInt32();

    public ExitCode CodeExit(int tag, uint challenge, ReleaseRequest request) => RunWithTags(
        "code", "--json", "--tag", $"{tag}", "--challenge", $"{challenge:00000000}", "--newest-day", Releases.Dates.Text(request.NewestDay), "--days", $"{request.Mask}",
        "--kind", request.Kind == ReleaseKind.DailyKeys ? "daily" : "subkeys");

    /// <summary>A request for the last so many days, for this desk.</summary>
    public ReleaseRequest Request(int days, ReleaseKind kind = ReleaseKind.DailyKeys)
    {
        ReleaseRequest request = new() { Kind = kind, NewestDay = Today, Mask = (1u << days) - 1 };
        Convert.FromHexString(Keys.OpeningName).CopyTo(request.Authority, 0);
        return request;
    }

    /// <summary>A package as a client makes it; the path of its file.</summary>
    public string Package(string name, ReleaseRequest request, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact>? contacts = null)
    {
        File.WriteAllBytes(In(name), ReleasePackage.Seal(Keys.OpeningKey, request, keys, contacts ?? []));
        return In(name);
    }

    /// <summary>Daily keys of a tag's chain that began long ago, for the days of a request; the last day ends with slot 12.</summary>
    public static List<ReleasedKey> DailyKeys(int tag, ReleaseRequest request)
    {
        DailyKeyChain chain = new(new Sha256(), BaseKey(tag), 0, Today - 40);
        List<ReleasedKey> rows = [];
        foreach (int day in Releases.Dates.Of(request.NewestDay, request.Mask))
        {
            chain.SeekDay(day);
            rows.Add(new ReleasedKey(day, 0, day == Today ? 12 : 95, [.. chain.DailyKey]));
        }

        return rows;
    }

    /// <summary>Code, package and open for a tag: the id of the release.</summary>
    public string Release(int tag, int days = 3)
    {
        ReleaseRequest request = Request(days);
        int code = Code(tag, (uint)(1000 + tag), request);
        string path = Package($"release-{tag}", request, DailyKeys(tag, request));
        return Result(RunWithTags("open", "--json", "--package", path, "--code", $"{code}")).GetProperty("release").GetString()!;
    }
}
