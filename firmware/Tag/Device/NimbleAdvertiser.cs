using System;
using System.Collections;
using BluezoneTag.Tag.Ports;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using Buffer = nanoFramework.Device.Bluetooth.Buffer;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// Connectable advertising every 30 to 60 ms. nanoFramework facts: the interval follows from being connectable and cannot
/// be set; only a GATT service provider advertises connectably; the address is always the factory's. While somebody is
/// connected nothing is on the air until they leave or the window ends, and there is no call to make them leave.
/// </summary>
public sealed class NimbleAdvertiser : IAdvertiser
{
    /// <summary>
    /// The one service of the tag, reserved for synchronisation. It has no characteristics yet, which the library builds
    /// like any other table; there is nothing to read, to write or to pair for.
    /// </summary>
    public const string SyncServiceUuid = "6f1d3b52-90c4-4e0a-8d27-b1a5c7e2f043";

    private const int LengthBytes = 1;
    private const int TypeOffset = 1;
    private const int DataOffset = 2;
    private const int CompanyIdentifierBytes = 2;

    private readonly GattServiceProvider _provider;
    private readonly GattServiceProviderAdvertisingParameters _parameters;
    private bool _isRunning;

    /// <summary>
    /// Creates the service, once for the life of the program: the library keeps every service in a static list and never
    /// reuses a number. Does not start the stack.
    /// </summary>
    public NimbleAdvertiser()
    {
        _provider = GattServiceProvider.Create(new Guid(SyncServiceUuid)).ServiceProvider;

        // Custom means: no flags and no name of the library's own. IsDiscoverable must not be touched, it adds flags again.
        _parameters = new GattServiceProviderAdvertisingParameters { IsConnectable = true, CustomAdvertisement = true };
    }

    /// <inheritdoc/>
    public bool Start(byte[] advertisingData, int length)
    {
        try
        {
            SetSections(advertisingData, length);
            _isRunning = true;
            _provider.StartAdvertising(_parameters);
            if (_provider.AdvertisementStatus == GattServiceProviderAdvertisementStatus.Started)
            {
                return true;
            }
        }
        catch (Exception)
        {
            // Same as a status other than Started.
        }

        Stop();
        return false;
    }

    /// <summary>
    /// Stops the whole stack and starts it again. nanoFramework facts: while advertising, the library can take new data
    /// but neither frees the old nor says whether the new went on the air; stopping only the advertisement frees tables
    /// that the running stack still uses. So this is the only way after which the old id is certainly gone. It costs some
    /// hundred milliseconds of silence, and a client that was connected.
    /// </summary>
    public bool Replace(byte[] advertisingData, int length)
    {
        Stop();
        return Start(advertisingData, length);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        if (!_isRunning)
        {
            return;
        }

        _isRunning = false;
        try
        {
            _provider.StopAdvertising();
        }
        catch (Exception)
        {
            // A start that failed early has nothing to stop but the stack.
        }

        try
        {
            BluetoothLEServer.Instance.Stop();
        }
        catch (Exception)
        {
            // Thrown when the stack was down already.
        }
    }

    // nanoFramework facts: sections go into the first PDU in order while they fit, and ours are at most 31 bytes together;
    // manufacturer data has a list of its own and is put last, whatever the order here.
    private void SetSections(byte[] data, int length)
    {
        BluetoothLEAdvertisement advertisement = _parameters.Advertisement;
        advertisement.ManufacturerData.Clear();
        ArrayList sections = advertisement.DataSections;
        sections.Clear();
        for (int i = 0; i < length; i += LengthBytes + data[i])
        {
            int type = data[i + TypeOffset];
            int count = data[i] - 1;
            if (type == (int)BluetoothLEAdvertisementDataSectionType.ManufacturerSpecificData)
            {
                ushort company = (ushort)(data[i + DataOffset] | (data[i + DataOffset + 1] << 8));
                Buffer rest = Copy(data, i + DataOffset + CompanyIdentifierBytes, count - CompanyIdentifierBytes);
                advertisement.ManufacturerData.Add(new BluetoothLEManufacturerData(company, rest));
            }
            else
            {
                sections.Add(new BluetoothLEAdvertisementDataSection((byte)type, Copy(data, i + DataOffset, count)));
            }
        }
    }

    private static Buffer Copy(byte[] data, int offset, int count)
    {
        byte[] copy = new byte[count];
        Array.Copy(data, offset, copy, 0, count);
        return new Buffer(copy);
    }
}
