using System;
using System.Collections;
using System.Reflection;
using System.Threading;
using BluezoneTag.Tag.Ports;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;
using nanoFramework.Runtime.Events;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// Passive scanning at full duty. nanoFramework facts: an address is reported once for each start; reports come one by one
/// on a thread of the library, the radio's host task waits for each, and an exception on that thread ends it for good. So
/// the handler copies, hands on and swallows everything. But the library's own parser throws too, at a structure that is
/// one byte longer than its advertisement: see <see cref="Revive"/>.
/// </summary>
public sealed class NimbleScanner : IScanner
{
    // An advertisement and a scan response: more than one report ever holds.
    private const int MaxLength = 62;
    private const int HeaderLength = 2;
    private const int MaxKeptLength = 14;

    private readonly object _lock = new object();
    private readonly IClock _clock;
    private readonly BluetoothLEAdvertisementWatcher _watcher;

    // These and the pieces are there during a scan only.
    private TagTime _time;
    private byte[] _data;

    // The library only reads into arrays of the exact length: one is kept for each length up to that of an id that was met in this scan.
    // Longer ones are strangers' and are made anew, as all 62 of them would take three kilobytes.
    private byte[][] _pieces;
    private IReportSink _sink;
    private Thread _libraryThread;
    private bool _isRunning;

    /// <summary>
    /// Makes the one watcher of the program (each starts a timer that never ends), without its empty filter, which would
    /// cost time for every report. Does not start the stack.
    /// </summary>
    public NimbleScanner(IClock clock)
    {
        _clock = clock;
        _watcher = new BluetoothLEAdvertisementWatcher { ScanningMode = BluetoothLEScanningMode.Passive, AdvertisementFilter = null };
        _watcher.Received += OnReceived;
    }

    /// <summary>Reports that were lost to an exception in the handler.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>How often the library's thread had to be started again.</summary>
    public int RevivalCount { get; private set; }

    /// <inheritdoc/>
    public bool Start(IReportSink sink)
    {
        try
        {
            lock (_lock)
            {
                _sink = sink;
                _time = new TagTime();
                _data = new byte[MaxLength];
                _pieces = new byte[MaxKeptLength + 1][];
            }

            Revive();
            _isRunning = true;
            _watcher.Start();
            return true;
        }
        catch (Exception)
        {
            Stop();
            return false;
        }
    }

    /// <summary>
    /// Stops scanning and the stack. nanoFramework fact: a report that is on its way holds the stack up for two seconds,
    /// as nobody can take it while this call waits.
    /// </summary>
    public void Stop()
    {
        if (!_isRunning)
        {
            return;
        }

        _isRunning = false;
        lock (_lock)
        {
            _sink = null;
            _time = null;
            _data = null;
            _pieces = null;
        }

        try
        {
            _watcher.Stop();
        }
        catch (Exception)
        {
            // Thrown when the stack was down already.
        }
    }

    private void OnReceived(BluetoothLEAdvertisementWatcher sender, BluetoothLEAdvertisementReceivedEventArgs args)
    {
        try
        {
            lock (_lock)
            {
                _libraryThread = Thread.CurrentThread;
                if (_sink != null)
                {
                    // Nothing is left in a report that was fetched too late; the library hands it on all the same.
                    int length = Flatten(args.Advertisement.DataSections);
                    if (length > 0)
                    {
                        _clock.Read(_time);
                        _sink.OnReport(_data, 0, length, args.RawSignalStrengthInDBm, _time.UptimeMs);
                    }
                }
            }
        }
        catch (Exception)
        {
            ErrorCount++;
        }
    }

    /// <summary>
    /// Anybody can send the advertisement that ends the library's thread, and the tag would be deaf until its next restart.
    /// The library starts that thread from a method that any listener for events has; only the object is not public.
    /// </summary>
    private void Revive()
    {
        if (_libraryThread != null && !_libraryThread.IsAlive)
        {
            FieldInfo field = typeof(BluetoothLEServer).GetField("_bluetoothEventManager", BindingFlags.NonPublic | BindingFlags.Static);
            ((IEventListener)field.GetValue(null)).InitializeForEventSource();
            _libraryThread = null;
            RevivalCount++;
        }
    }

    // The bytes as they were on the air, but for manufacturer data, which the library moves to the end.
    private int Flatten(ArrayList sections)
    {
        int length = 0;
        for (int i = 0; i < sections.Count; i++)
        {
            BluetoothLEAdvertisementDataSection section = (BluetoothLEAdvertisementDataSection)sections[i];
            int count = (int)section.Data.Length;
            if (length + HeaderLength + count > MaxLength)
            {
                break;
            }

            _data[length] = (byte)(count + 1);
            _data[length + 1] = section.DataType;
            byte[] piece = Piece(count);
            DataReader.FromBuffer(section.Data).ReadBytes(piece);
            Array.Copy(piece, 0, _data, length + HeaderLength, count);
            length += HeaderLength + count;
        }

        return length;
    }

    private byte[] Piece(int count)
    {
        if (count > MaxKeptLength)
        {
            return new byte[count];
        }

        if (_pieces[count] == null)
        {
            _pieces[count] = new byte[count];
        }

        return _pieces[count];
    }
}
