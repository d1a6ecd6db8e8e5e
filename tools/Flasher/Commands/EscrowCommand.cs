using System;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using BluezoneTag.Flasher.Desk;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Escrow;

namespace BluezoneTag.Flasher.Commands;

/// <summary>
/// `escrow key`, `escrow on`, `escrow off`, `escrow status`, `escrow open`: encrypted copies of keys for whoever must have them
/// (docs/registry.md 6). The bench holds the public half only. Nothing secret is printed: what is taken out goes to files for their owner alone.
/// </summary>
public static class EscrowCommand
{
    private static readonly Option<string> PublicKey = File("--public-key", "Public half of the escrow key, PEM / khóa công khai", isRequired: true);

    private static readonly Option<string> PrivateKey = File("--private-key", "Private half, PEM, encrypted with a passphrase / khóa riêng có mật khẩu", isRequired: true);

    private static readonly Option<string> ClaimFile = File("--claim-file", "New file for the claim secret, as `label` takes it / tệp mới cho mã bí mật của nhãn", isRequired: false);

    private static readonly Option<string> BaseKeyFile = File("--base-key-file", "New file for the base key, 64 hexadecimal digits / tệp mới cho khóa gốc", isRequired: false);

    /// <summary>The command with its five parts.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command key = CommandRunner.WithCommon(new Command("key", "Make a pair of keys; not at the bench / tạo cặp khóa") { PublicKey, PrivateKey, DeskOptions.PassphraseFile });
        key.SetAction(parsed => runner.Run(parsed, output => MakeKey(parsed, output)));
        Command on = CommandRunner.WithCommon(new Command("on", "Escrow every key from now on / bật ký gửi") { DeskOptions.Registry, DeskOptions.Operator, PublicKey });
        on.SetAction(parsed => runner.Run(parsed, output => Set(runner, parsed, output)));
        Command off = CommandRunner.WithCommon(new Command("off", "Escrow no key from now on / tắt ký gửi") { DeskOptions.Registry, DeskOptions.Operator });
        off.SetAction(parsed => runner.Run(parsed, output => Clear(runner, parsed, output)));
        Command status = CommandRunner.WithCommon(new Command("status", "Whether keys are escrowed, and for which key / xem trạng thái") { DeskOptions.Registry });
        status.SetAction(parsed => runner.Run(parsed, output => Status(runner, parsed, output)));
        Command open = CommandRunner.WithCommon(new Command("open", "Take the keys of a tag out; it is recorded / lấy khóa của một thẻ")
        {
            DeskOptions.Registry, DeskOptions.Operator, DeskOptions.Tag, PrivateKey, DeskOptions.PassphraseFile, ClaimFile, BaseKeyFile,
        });
        open.Validators.Add(result =>
        {
            if (result.GetResult(ClaimFile) == null && result.GetResult(BaseKeyFile) == null)
            {
                result.AddError("Say where the secrets go: --claim-file, --base-key-file, or both. They are never printed.");
            }
        });
        open.SetAction(parsed => runner.Run(parsed, output => TakeOut(runner, parsed, output)));
        return new Command("escrow", "Encrypted copies of keys, off unless switched on / ký gửi khóa") { key, on, off, status, open };
    }

    private static Option<string> File(string name, string description, bool isRequired) =>
        new(name) { Description = description, HelpName = "FILE", Required = isRequired };

    private static ExitCode MakeKey(ParseResult parsed, CommandOutput output)
    {
        string publicPath = parsed.GetValue(PublicKey)!;
        string privatePath = parsed.GetValue(PrivateKey)!;
        NewFile.Check(publicPath);
        NewFile.Check(privatePath);
        (string publicPem, string privatePem) = EscrowSafe.NewKey(Passphrase.Read(parsed, output)).Get();
        NewFile.Write(privatePath, privatePem);
        NewFile.Write(publicPath, publicPem);
        output.Result(new { publicKey = publicPath, privateKey = privatePath });
        output.Say(new(
            $"Take {publicPath} to the bench. Keep {privatePath} and its passphrase elsewhere, apart from each other.",
            $"Mang {publicPath} đến bàn nạp. Giữ {privatePath} và mật khẩu ở nơi khác, tách riêng nhau."));
        return ExitCode.Success;
    }

    private static ExitCode Set(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        string pem = InputFile.Text(parsed.GetValue(PublicKey)!);
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, mayCreate: true);
        registry.Escrow.Set(pem).Get();
        string digest = registry.Escrow.KeyDigest().Get();
        output.Result(new { isOn = true, keyDigest = digest });
        output.Say(new(
            $"Keys of tags provisioned from now on are escrowed for key {digest[..16]}. Tell their wearers.",
            $"Khóa của các thẻ nạp từ nay được ký gửi cho khóa {digest[..16]}. Hãy báo cho người đeo."));
        return ExitCode.Success;
    }

    private static ExitCode Clear(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        registry.Escrow.Clear().Get();
        output.Result(new { isOn = false });
        output.Say(new("No key is escrowed from now on. Earlier envelopes stay.", "Từ nay không ký gửi khóa. Các bản ký gửi cũ vẫn còn."));
        return ExitCode.Success;
    }

    private static ExitCode Status(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, readOnly: true);
        string digest = registry.Escrow.KeyDigest().Get();
        bool isOn = digest.Length > 0;
        output.Result(new { isOn, keyDigest = isOn ? digest : null });
        output.Say(isOn
            ? new($"Escrow is on, for key {digest[..16]}.", $"Ký gửi đang bật, cho khóa {digest[..16]}.")
            : new("Escrow is off.", "Ký gửi đang tắt."));
        return ExitCode.Success;
    }

    private static ExitCode TakeOut(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        string? claimPath = parsed.GetValue(ClaimFile);
        string? keyPath = parsed.GetValue(BaseKeyFile);
        string pem = InputFile.Text(parsed.GetValue(PrivateKey)!);
        uint serial = DeskOptions.SerialOf(parsed);
        foreach (string? path in new[] { claimPath, keyPath })
        {
            NewFile.Check(path ?? string.Empty);
        }

        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        EscrowedSecrets secrets = registry.Escrow.TakeOut(serial, pem, Passphrase.Read(parsed, output)).Get();
        try
        {
            Store(serial, secrets, claimPath, keyPath);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secrets.BaseKey);
            CryptographicOperations.ZeroMemory(secrets.ClaimSecret);
        }

        output.Result(new { serial, claimFile = claimPath, baseKeyFile = keyPath });
        output.Say(new(
            $"Taken out for tag {serial} and recorded: {string.Join(", ", claimPath, keyPath).Trim(',', ' ')}. Delete it as soon as it has served.",
            $"Đã lấy khóa của thẻ {serial} và ghi vào nhật ký: {string.Join(", ", claimPath, keyPath).Trim(',', ' ')}. Dùng xong hãy xóa ngay."));
        return ExitCode.Success;
    }

    private static void Store(uint serial, EscrowedSecrets secrets, string? claimPath, string? keyPath)
    {
        if (claimPath != null)
        {
            NewFile.Write(claimPath, JsonSerializer.Serialize(new { serial, claimSecret = Convert.ToHexStringLower(secrets.ClaimSecret) }));
        }

        if (keyPath != null)
        {
            NewFile.Write(keyPath, Convert.ToHexStringLower(secrets.BaseKey));
        }
    }
}
