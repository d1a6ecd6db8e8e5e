using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>Reads the calibration that a technician left in flash (docs/protocol.md 7).</summary>
public static class CalibrationStore
{
    /// <summary>Name of the calibration file.</summary>
    public const string FileName = "calibration.bin";

    /// <summary>
    /// Gives <paramref name="thresholds"/> what the file says. Without a file they stay as they are: the defaults. With a
    /// file that cannot be believed too, and it is counted as damaged.
    /// </summary>
    public static void Load(IFlashFiles files, TagCounters counters, NearThresholds thresholds)
    {
        // One byte more than a calibration has, so that a longer file is seen to be something else.
        byte[] buffer = new byte[CalibrationImage.Length + 1];
        int count = files.Read(FileName, 0, buffer, 0, buffer.Length);
        if (count < 0)
        {
            return;
        }

        var calibration = new CalibrationImage();
        if (calibration.TryRead(buffer, count))
        {
            thresholds.Calibrate(calibration.TagRssiDbm, calibration.PhoneRssiDbm);
        }
        else
        {
            counters.Add(TagCounter.DamagedFiles, 1);
        }
    }
}
