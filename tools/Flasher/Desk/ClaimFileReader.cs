using System;
using System.IO;
using System.Text.Json;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry.Labels;

namespace BluezoneTag.Flasher.Desk;

/// <summary>Reads the file that `flash` and `provision` leave for a label: JSON with `serial` and `claimSecret`, 32 hexadecimal digits.</summary>
public static class ClaimFileReader
{
    private const int MostBytes = 4096;

    /// <summary>The label's content. Throws <see cref="FlasherException"/>; a message never repeats the content.</summary>
    public static Label Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw new JsonException();
            }

            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            uint serial = json.RootElement.GetProperty("serial").GetUInt32();
            byte[] secret = Convert.FromHexString(json.RootElement.GetProperty("claimSecret").GetString() ?? string.Empty);
            return serial > 0 && secret.Length == IdentityImage.ClaimSecretLength ? new Label(serial, secret) : throw new JsonException();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImageProblems.BadImage(path, "the file cannot be read", "không đọc được tệp");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException)
        {
            throw ImageProblems.BadImage(path, "this is no claim file", "đây không phải tệp mã bí mật của nhãn");
        }
    }
}
