using System;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Settings;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Officer.Tags;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Officer.Commands;

/// <summary>`certificate check`: whether a tag has wiped itself, as it says.</summary>
public static class CertificateCommand
{
    private static readonly Option<string> Certificate = DeskOptions.Required("--certificate", "The certificate, 37 bytes or hexadecimal / chứng nhận xóa", "FILE");

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) => new("certificate", "Certificates of wipes / chứng nhận xóa")
    {
        runner.OnDesk(
            "check", "Whether the tag made it / kiểm tra chứng nhận", (parsed, output, desk) => Run(runner, parsed, output, desk), DeskOptions.Tags, Certificate, DeskOptions.PassphraseFile),
    };

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string tagsPath = parsed.GetValue(DeskOptions.Tags)!;
        byte[] bytes = CertificateCheck.Read(parsed.GetValue(Certificate)!);
        WipeCertificate certificate = new();
        certificate.Read(bytes, 0);
        TagKeyRing tags = TagKeyRing.Read(tagsPath);
        using ECDiffieHellman authority = desk.Keys.OpenOpening(runner.Passphrase(parsed, output));
        uint generation = CertificateCheck.GenerationOf(bytes, tags.All(certificate.Serial, authority, desk.Keys.OpeningName));
        desk.Record(
            DeskEvent.CertificateChecked,
            ("serial", certificate.Serial), ("generation", generation), ("isReturn", certificate.IsForReturn), ("utcMs", certificate.UtcMs), ("holds", generation > 0));
        if (generation == 0)
        {
            throw new OfficerException(OfficerFault.CertificateFalse, ("serial", certificate.Serial), ("path", tagsPath));
        }

        string time = certificate.UtcMs <= 0 ? "?" : DateTimeOffset.FromUnixTimeMilliseconds(certificate.UtcMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        output.Result(new { serial = certificate.Serial, generation, isReturn = certificate.IsForReturn, utcMs = certificate.UtcMs, blocks = certificate.Blocks, records = certificate.Records });
        output.Say(new(
            $"Tag {certificate.Serial} (key {generation}) has wiped {(certificate.IsForReturn ? "everything, for a return" : "its contacts")} at {time} UTC: {certificate.Records} records, {certificate.Blocks} blocks overwritten.",
            $"Thẻ {certificate.Serial} (khóa {generation}) đã xóa {(certificate.IsForReturn ? "tất cả, để trả lại" : "các tiếp xúc")} lúc {time} UTC: {certificate.Records} bản ghi, {certificate.Blocks} khối bị ghi đè."));
        return ExitCode.Success;
    }
}
