namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// From which RSSI on a sighting is near: the defaults of <see cref="ProximityRule"/>, or what a two-tag procedure
/// measured for this model of tag (docs/protocol.md 7). One object is held by everybody who asks; it changes at boot only.
/// </summary>
public sealed class NearThresholds
{
    /// <summary>Bit of the rule version that says: thresholds by calibration, not the defaults.</summary>
    public const int CalibratedBit = 0x80;

    private int _tagRssiDbm = ProximityRule.NearTagRssiDbm;
    private int _phoneRssiDbm = ProximityRule.NearPhoneRssiDbm;

    /// <summary>Near threshold for a tag's advertisement, dBm as received by this tag.</summary>
    public int TagRssiDbm
    {
        get { return _tagRssiDbm; }
    }

    /// <summary>Near threshold for a phone's advertisement, dBm as received by this tag.</summary>
    public int PhoneRssiDbm
    {
        get { return _phoneRssiDbm; }
    }

    /// <summary>What a batch names as its rule: the version of the rule, with <see cref="CalibratedBit"/> when calibrated.</summary>
    public int RuleVersion { get; private set; } = ProximityRule.Version;

    /// <summary>Whether one sighting counts as near.</summary>
    public bool IsNear(int rssiDbm, bool isTag)
    {
        return rssiDbm >= (isTag ? _tagRssiDbm : _phoneRssiDbm);
    }

    /// <summary>Near threshold for a tag's or a phone's advertisement, dBm.</summary>
    public int RssiDbmOf(bool isTag)
    {
        return isTag ? _tagRssiDbm : _phoneRssiDbm;
    }

    /// <summary>Takes measured thresholds in place of the defaults.</summary>
    public void Calibrate(int tagRssiDbm, int phoneRssiDbm)
    {
        _tagRssiDbm = tagRssiDbm;
        _phoneRssiDbm = phoneRssiDbm;
        RuleVersion = ProximityRule.Version | CalibratedBit;
    }
}
