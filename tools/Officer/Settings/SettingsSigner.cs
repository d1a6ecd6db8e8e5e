using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Settings;

/// <summary>Signs settings for one tag, within the firmware's limits and never an old number (docs/protocol.md 8.6).</summary>
public static class SettingsSigner
{
    /// <summary>The 25 bytes for *Change settings*. A version of 0 takes the next number. Throws <see cref="OfficerException"/>.</summary>
    public static byte[] Sign(OfficerDesk desk, AuthorityTagKeys keys, TagSettings settings)
    {
        if (!settings.IsSafe)
        {
            throw new OfficerException(OfficerFault.SettingsOutOfLimits, ("alive", settings.AliveSeconds), ("checkpoint", settings.CheckpointSeconds));
        }

        long last = desk.State.SettingsOf(keys.Serial);
        settings.Version = settings.Version == 0 ? (uint)(last + 1) : settings.Version;
        if (settings.Version <= last)
        {
            throw new OfficerException(OfficerFault.SettingsNotNewer, ("number", settings.Version), ("last", last), ("serial", keys.Serial));
        }

        byte[] body = new byte[TagSettings.Length + SyncProtocol.MacLength];
        settings.Write(body, 0);
        AuthorityKeys.Sign(new HostCipher(), keys.SettingsKey, TagSettings.SigningLabel, body, 0, TagSettings.Length);
        desk.Record(
            DeskEvent.SettingsSigned,
            ("serial", keys.Serial), ("settings", settings.Version), ("alive", settings.AliveSeconds), ("checkpoint", settings.CheckpointSeconds), ("quiet", settings.IsQuiet));
        return body;
    }
}
