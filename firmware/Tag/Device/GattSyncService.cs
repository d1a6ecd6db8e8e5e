using System;
using System.Reflection;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Ports;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using NativeGC = nanoFramework.Runtime.Native.GC;
using Buffer = nanoFramework.Device.Bluetooth.Buffer;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// The sync service as GATT server. nanoFramework facts: a write must be answered within two seconds, on the thread that carries all
/// events, so the frame is only handed on; who wrote it nobody says; one provider starts all services; stopping it stops the stack and
/// drops the client. Services and their characteristics take 6 KB, so they are there while the window is open only; and as the library
/// numbers characteristics for ever but reads the number back as 8 bits, the numbers begin anew with each window.
/// </summary>
public sealed class GattSyncService : ISyncService
{
    private const int AttOverhead = 3;
    private const int FirstPercent = 100;
    private const string BatteryService = "0000180f-0000-1000-8000-00805f9b34fb";
    private const string BatteryLevel = "00002a19-0000-1000-8000-00805f9b34fb";
    private const string DeviceInformation = "0000180a-0000-1000-8000-00805f9b34fb";
    private const string FirmwareRevision = "00002a26-0000-1000-8000-00805f9b34fb";

    // "0.1.0"
    private static readonly byte[] Revision = { 0x30, 0x2E, 0x31, 0x2E, 0x30 };

    private readonly byte[] _percent = { FirstPercent };
    private GattServiceProvider _provider;
    private GattLocalCharacteristic _reply;
    private GattServiceProviderAdvertisingParameters _parameters;
    private ISyncSink _sink;
    private bool _isRunning;

    /// <inheritdoc/>
    public int MaxFrameLength
    {
        get { return BluetoothLEServer.Instance.Session.MaxMtuSize - AttOverhead; }
    }

    /// <inheritdoc/>
    public bool Start(ISyncSink sink, int cellPercent)
    {
        try
        {
            _sink = sink;
            _percent[0] = (byte)cellPercent;
            _isRunning = true;

            // nanoFramework fact: not every allocation of its own makes the CLR move together what is free.
            NativeGC.Run(true);
            Create();
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

    /// <summary>One array and one buffer for each frame: the platform keeps what it is given until it is sent.</summary>
    public bool Send(byte[] frame, int length)
    {
        try
        {
            byte[] bytes = new byte[length];
            Array.Copy(frame, bytes, length);
            return _reply.NotifyValue(new Buffer(bytes)).Length > 0;
        }
        catch (Exception)
        {
            return false;
        }
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
            // Thrown when the stack was down already.
        }

        GiveUp();
    }

    private static GattServiceProvider Provide(string service)
    {
        return GattServiceProvider.Create(new Guid(service)).ServiceProvider;
    }

    private static GattLocalCharacteristic Add(GattServiceProvider provider, string characteristic, GattLocalCharacteristicParameters parameters)
    {
        return provider.Service.CreateCharacteristic(new Guid(characteristic), parameters).Characteristic;
    }

    // What the library keeps of services and sessions goes with its one server; the next use makes another.
    private void GiveUp()
    {
        _provider = null;
        _reply = null;
        _parameters = null;
        _sink = null;
        try
        {
            BluetoothLEServer.Instance.Dispose();
            typeof(GattLocalCharacteristic).GetField("GattLocalCharacteristicIndex", BindingFlags.NonPublic | BindingFlags.Static).SetValue(null, (ushort)0);
        }
        catch (Exception)
        {
            // Another version of the library: some forty windows are then all there are until the next restart.
        }
    }

    private void Create()
    {
        GattServiceProvider provider = Provide(SyncProtocol.ServiceUuid);
        ForgetCharacteristics();

        // A write without response has to be answered here as well: the native side waits for it.
        Add(provider, SyncProtocol.CommandUuid, With(GattCharacteristicProperties.Write | GattCharacteristicProperties.WriteWithoutResponse)).WriteRequested += OnWrite;
        _reply = Add(provider, SyncProtocol.ReplyUuid, With(GattCharacteristicProperties.Notify));
        Add(Provide(BatteryService), BatteryLevel, With(GattCharacteristicProperties.Read)).ReadRequested += OnReadLevel;
        GattLocalCharacteristicParameters revision = With(GattCharacteristicProperties.Read);
        revision.StaticValue = new Buffer(Revision);
        Add(Provide(DeviceInformation), FirmwareRevision, revision);
        BluetoothLEServer.Instance.Session.SessionStatusChanged += OnSession;
        _parameters = CreateParameters();
        _provider = provider;
    }

    // With the first service the library makes one for device information, which ours takes the place of; only its list of characteristics,
    // by which events find them, would keep the two of that service.
    private static void ForgetCharacteristics()
    {
        try
        {
            object listener = typeof(BluetoothLEServer).GetField("_bluetoothEventManager", BindingFlags.NonPublic | BindingFlags.Static).GetValue(null);
            listener.GetType().GetMethod("Reset").Invoke(listener, null);
        }
        catch (Exception)
        {
            // Another version of the library: it costs 0.8 KB, no more.
        }
    }

    private static GattLocalCharacteristicParameters With(GattCharacteristicProperties properties)
    {
        GattLocalCharacteristicParameters parameters = new GattLocalCharacteristicParameters();
        parameters.CharacteristicProperties = properties;
        return parameters;
    }

    // Everything of our own, so that neither a name nor another service gets in; the flags come first.
    private static GattServiceProviderAdvertisingParameters CreateParameters()
    {
        GattServiceProviderAdvertisingParameters parameters = new GattServiceProviderAdvertisingParameters();
        parameters.CustomAdvertisement = true;
        parameters.IsConnectable = true;
        parameters.Advertisement.Flags = BluetoothLEAdvertisementFlags.GeneralDiscoverableMode | BluetoothLEAdvertisementFlags.ClassicNotSupported;
        DataWriter uuid = new DataWriter();
        uuid.WriteUuid(new Guid(SyncProtocol.ServiceUuid));
        parameters.Advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection(
            (byte)BluetoothLEAdvertisementDataSectionType.CompleteList128uuid, uuid.DetachBuffer()));
        return parameters;
    }

    private void OnWrite(GattLocalCharacteristic sender, GattWriteRequestedEventArgs e)
    {
        GattWriteRequest request = e.GetRequest();
        int length = (int)request.Value.Length;
        if (length > 0 && length <= SyncProtocol.MaxFrameLength)
        {
            byte[] bytes = new byte[length];
            DataReader.FromBuffer(request.Value).ReadBytes(bytes);
            HandOn(bytes, length);
        }

        request.Respond();
    }

    private void OnReadLevel(GattLocalCharacteristic sender, GattReadRequestedEventArgs e)
    {
        e.GetRequest().RespondWithValue(new Buffer(_percent));
    }

    // Both on the library's thread, perhaps while the window is being closed on ours; an exception would end that thread.
    private void HandOn(byte[] frame, int length)
    {
        ISyncSink sink = _sink;
        if (sink != null)
        {
            sink.OnFrame(frame, length);
        }
    }

    private void OnSession(object sender, GattSessionStatusChangedEventArgs e)
    {
        ISyncSink sink = _sink;
        if (sink != null)
        {
            sink.OnLink(e.Status == GattSessionStatus.Active);
        }
    }
}
