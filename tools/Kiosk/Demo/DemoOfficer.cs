using System;
using System.Globalization;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>
/// Stands for the health officer at the telephone: listens to a simulated tag's frames with the claim secret that only this bench has, and
/// works out the code for each release that is asked for (docs/protocol.md 8.9). A real officer is told the challenge by the wearer.
/// </summary>
public sealed class DemoOfficer(IdentityImage identity)
{
    private const int BodyOffset = SyncProtocol.SealedTextOffset + 1;

    private readonly HostCipher _cipher = new();
    private readonly FrameAssembler _fromTag = new(true);
    private readonly FrameAssembler _fromClient = new(false);
    private readonly byte[] _hello = new byte[SyncProtocol.HelloLength];
    private SessionKeys? _keys;
    private ReleaseRequest? _request;

    /// <summary>The code for the release asked for last, six digits; null before.</summary>
    public string? Code { get; private set; }

    /// <summary>A new link: what was heard before belongs to another session.</summary>
    public void OnLink()
    {
        _fromTag.TakeAny();
        _fromClient.TakeAny();
        _keys = null;
    }

    /// <summary>Hears one frame.</summary>
    public void OnFrame(byte[] frame, bool isFromTag)
    {
        FrameAssembler frames = isFromTag ? _fromTag : _fromClient;
        if (frames.Add(frame, frame.Length))
        {
            OnMessage(frames.Message[..frames.Length]);
        }
    }

    private void OnMessage(byte[] message)
    {
        switch ((SyncMessageType)message[2])
        {
            case SyncMessageType.Hello when message.Length == _hello.Length:
                message.CopyTo(_hello, 0);
                break;
            case SyncMessageType.Challenge when message.Length == SyncProtocol.ChallengeLength:
                OnChallenge(message);
                break;
            case SyncMessageType.Sealed when _keys != null && IsAbout(_keys.ClientBox, message, SyncOperation.AskRelease):
                _request = new ReleaseRequest();
                _request.Read(message, BodyOffset);
                break;
            case SyncMessageType.SealedReply when _keys != null && IsAbout(_keys.TagBox, message, SyncOperation.AskRelease):
                OnAsked(message);
                break;
        }
    }

    private void OnChallenge(byte[] message)
    {
        _keys = new SessionKeys(_cipher);
        _keys.Derive(identity.ClaimSecret, _hello[3], _hello[4], message[3], _hello, 5, message, 4);
        _keys.DeriveKeys();
    }

    // Opens the message in place when it is authentic.
    private static bool IsAbout(SealedBox box, byte[] message, SyncOperation operation)
    {
        if (!box.IsAuthentic(message, message.Length))
        {
            return false;
        }

        box.Open(message, message.Length);
        return message[SyncProtocol.SealedTextOffset] == (byte)operation;
    }

    private void OnAsked(byte[] message)
    {
        if (_request == null || message[BodyOffset] != (byte)SyncStatus.Ok)
        {
            return;
        }

        uint challenge = LittleEndian.ReadUInt32(message, BodyOffset + 1);
        byte[] releaseKey = AuthorityKeys.ReleaseKey(_cipher, identity.BaseKey);
        Code = AuthorityKeys.Code(_cipher, releaseKey, challenge, _request).ToString("000000", CultureInfo.InvariantCulture);
        Array.Clear(releaseKey);
    }
}
