"""Stands in for the Bluetooth service of Linux (org.bluez) on a private bus, so that a browser's own Web Bluetooth code reaches simulated tags.

Usage: fake_bluez.py BUS_ADDRESS MTU SERVICE_UUID COMMAND_UUID REPLY_UUID

What happens on the other side of the radio is told on standard input and asked on standard output, one JSON object a line.

in:   {"do": "show", "tag": T}                 the tag advertises: found as soon as somebody discovers
      {"do": "hide", "tag": T}                 it does so no longer
      {"do": "connected", "call": N, "ok": B}  answers "connect"
      {"do": "written", "call": N, "ok": B}    answers "write"
      {"do": "notify", "tag": T, "value": HEX}
      {"do": "lose", "tag": T}                 the link is gone
      {"do": "power", "on": B}                 the adapter is switched
      {"do": "adapter", "present": B}          the adapter is plugged in or out
      {"do": "done", "call": N}                asks for {"event": "done", "call": N}: all before it has been carried out
out:  {"event": "ready"} and "connect", "disconnect", "write" with tag, call, value; a write with "ahead" is one without response

The rules that the air has and the browser does not see are kept here: a write of more than MTU - 3 bytes fails, a notification is cut there, a
value that was read is announced as changed (without that the browser drops the next notification), and a lost link takes its services along.
"""

import json
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

PROPERTIES = 'org.freedesktop.DBus.Properties'
MANAGER = 'org.freedesktop.DBus.ObjectManager'
ADAPTER = 'org.bluez.Adapter1'
DEVICE = 'org.bluez.Device1'
SERVICE = 'org.bluez.GattService1'
CHARACTERISTIC = 'org.bluez.GattCharacteristic1'
DESCRIPTOR = 'org.bluez.GattDescriptor1'
AGENTS = 'org.bluez.AgentManager1'
HCI = '/org/bluez/hci0'
CCC_UUID = '00002902-0000-1000-8000-00805f9b34fb'

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
BUS = dbus.bus.BusConnection(sys.argv[1])
MTU = int(sys.argv[2])
SERVICE_UUID, COMMAND_UUID, REPLY_UUID = sys.argv[3:6]

published = {}
tags = {}
calls = {}


class Failed(dbus.DBusException):
    _dbus_error_name = 'org.bluez.Error.Failed'


def tell(event, **more):
    print(json.dumps({'event': event, **more}), flush=True)


def ask(event, answer, **more):
    number = len(calls) + 1
    calls[number] = answer
    tell(event, call=number, **more)
    return number


def flags(*names):
    return dbus.Array(names, signature='s')


def octets(data=b''):
    return dbus.Array([dbus.Byte(one) for one in data], signature='y')


class Published(dbus.service.Object):
    """An object with one interface and its properties, announced while it is there."""

    def __init__(self, path, interface, values):
        super().__init__(BUS, path)
        self.path, self.interface, self.values = path, interface, values
        published[path] = self
        root.InterfacesAdded(dbus.ObjectPath(path), {interface: values})

    def withdraw(self):
        del published[self.path]
        root.InterfacesRemoved(dbus.ObjectPath(self.path), [self.interface])
        self.remove_from_connection()

    def change(self, **values):
        self.values.update(values)
        self.PropertiesChanged(self.interface, values, [])

    @dbus.service.method(PROPERTIES, in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        return self.values[name]

    @dbus.service.method(PROPERTIES, in_signature='s', out_signature='a{sv}')
    def GetAll(self, interface):
        return self.values if interface == self.interface else {}

    @dbus.service.method(PROPERTIES, in_signature='ssv')
    def Set(self, interface, name, value):
        self.change(**{str(name): value})

    @dbus.service.signal(PROPERTIES, signature='sa{sv}as')
    def PropertiesChanged(self, interface, changed, invalidated):
        pass


class Root(dbus.service.Object):
    @dbus.service.method(MANAGER, out_signature='a{oa{sa{sv}}}')
    def GetManagedObjects(self):
        return {dbus.ObjectPath(path): {one.interface: one.values} for path, one in published.items()}

    @dbus.service.signal(MANAGER, signature='oa{sa{sv}}')
    def InterfacesAdded(self, path, interfaces):
        pass

    @dbus.service.signal(MANAGER, signature='oas')
    def InterfacesRemoved(self, path, interfaces):
        pass


class Agents(dbus.service.Object):
    @dbus.service.method(AGENTS, in_signature='os')
    def RegisterAgent(self, path, capability):
        pass

    @dbus.service.method(AGENTS, in_signature='o')
    def RequestDefaultAgent(self, path):
        pass

    @dbus.service.method(AGENTS, in_signature='o')
    def UnregisterAgent(self, path):
        pass


class Adapter(Published):
    def __init__(self):
        super().__init__(HCI, ADAPTER, {
            'Address': dbus.String('00:11:22:33:44:55'), 'AddressType': dbus.String('public'), 'Name': dbus.String('bench'),
            'Alias': dbus.String('bench'), 'Class': dbus.UInt32(0), 'Powered': dbus.Boolean(True), 'Discoverable': dbus.Boolean(False),
            'DiscoverableTimeout': dbus.UInt32(0), 'Pairable': dbus.Boolean(False), 'PairableTimeout': dbus.UInt32(0),
            'Discovering': dbus.Boolean(False), 'UUIDs': flags(), 'Modalias': dbus.String('usb:v1D6Bp0246d0542'), 'Roles': flags('central')})

    @dbus.service.method(ADAPTER, in_signature='a{sv}')
    def SetDiscoveryFilter(self, wanted):
        pass

    @dbus.service.method(ADAPTER)
    def StartDiscovery(self):
        if not self.values['Powered']:
            raise Failed('the adapter is off')
        self.change(Discovering=dbus.Boolean(True))
        for tag in tags.values():
            tag.appear()

    @dbus.service.method(ADAPTER)
    def StopDiscovery(self):
        self.change(Discovering=dbus.Boolean(False))

    def switch(self, is_on):
        if not is_on:
            self.change(Discovering=dbus.Boolean(False))
        self.change(Powered=dbus.Boolean(is_on))

    @dbus.service.method(ADAPTER, in_signature='o')
    def RemoveDevice(self, path):
        pass


class Device(Published):
    def __init__(self, tag):
        self.tag = tag
        self.parts = []
        self.reply = None
        self.writes = {}
        super().__init__(tag.path, DEVICE, {
            'Address': dbus.String(tag.address), 'AddressType': dbus.String('public'), 'Alias': dbus.String(tag.address.replace(':', '-')),
            'Paired': dbus.Boolean(False), 'Bonded': dbus.Boolean(False), 'Trusted': dbus.Boolean(False), 'Blocked': dbus.Boolean(False),
            'LegacyPairing': dbus.Boolean(False), 'Connected': dbus.Boolean(False), 'ServicesResolved': dbus.Boolean(False),
            'RSSI': dbus.Int16(-55), 'UUIDs': flags(SERVICE_UUID), 'Adapter': dbus.ObjectPath(HCI)})

    @dbus.service.method(DEVICE, async_callbacks=('done', 'failed'))
    def Connect(self, done, failed):
        self.open(done, failed)

    @dbus.service.method(DEVICE, async_callbacks=('done', 'failed'))
    def ConnectLE(self, done, failed):
        self.open(done, failed)

    @dbus.service.method(DEVICE)
    def Disconnect(self):
        if self.values['Connected']:
            tell('disconnect', tag=self.tag.name)
            self.close()

    def open(self, done, failed):
        def answered(is_ok):
            if not is_ok:
                failed(Failed('le-connection-abort-by-local'))
                return
            self.change(Connected=dbus.Boolean(True))
            done()
            self.resolve()

        ask('connect', answered, tag=self.tag.name)

    def write(self, value, done, failed):
        number = ask('write', lambda is_ok: self.written(number, is_ok), tag=self.tag.name, value=value.hex())
        self.writes[number] = done, failed

    def write_ahead(self, value):
        ask('write', lambda is_ok: None, tag=self.tag.name, value=value.hex(), ahead=True)

    def written(self, number, is_ok):
        done, failed = self.writes.pop(number, (None, None))
        if done is not None:
            done() if is_ok else failed(Failed('the link is lost'))

    def resolve(self):
        service = self.path + '/service0010'
        command, reply = service + '/char0011', service + '/char0013'
        self.parts.append(Published(service, SERVICE, {
            'UUID': dbus.String(SERVICE_UUID), 'Device': dbus.ObjectPath(self.path), 'Primary': dbus.Boolean(True),
            'Includes': dbus.Array([], signature='o')}))
        self.parts.append(Characteristic(self, command, service, COMMAND_UUID, 'write', 'write-without-response'))
        self.reply = Characteristic(self, reply, service, REPLY_UUID, 'notify')
        self.parts.append(self.reply)
        self.parts.append(Descriptor(reply + '/desc0015', DESCRIPTOR, {
            'UUID': dbus.String(CCC_UUID), 'Characteristic': dbus.ObjectPath(reply), 'Value': octets(), 'Flags': flags()}))
        self.change(ServicesResolved=dbus.Boolean(True))

    def close(self):
        # Whoever waits is told first: an answer for an object that is no more reaches nobody.
        for number in list(self.writes):
            self.written(number, False)
        for part in reversed(self.parts):
            part.withdraw()
        self.parts, self.reply = [], None
        self.change(Connected=dbus.Boolean(False), ServicesResolved=dbus.Boolean(False))


class Characteristic(Published):
    def __init__(self, device, path, service, uuid, *names):
        self.device = device
        super().__init__(path, CHARACTERISTIC, {
            'UUID': dbus.String(uuid), 'Service': dbus.ObjectPath(service), 'Value': octets(), 'Notifying': dbus.Boolean(False),
            'Flags': flags(*names), 'MTU': dbus.UInt16(MTU)})

    @dbus.service.method(CHARACTERISTIC, in_signature='a{sv}', out_signature='ay')
    def ReadValue(self, options):
        self.change(Value=self.values['Value'])
        return self.values['Value']

    @dbus.service.method(CHARACTERISTIC, in_signature='aya{sv}', async_callbacks=('done', 'failed'))
    def WriteValue(self, value, options, done, failed):
        if len(value) > MTU - 3:
            failed(Failed('a write of %d bytes over an MTU of %d' % (len(value), MTU)))
            return
        if options.get('type') == 'command':
            # Nobody on the other side answers: it is done when it is on its way.
            self.device.write_ahead(bytes(value))
            done()
        else:
            self.device.write(bytes(value), done, failed)

    @dbus.service.method(CHARACTERISTIC)
    def StartNotify(self):
        self.change(Notifying=dbus.Boolean(True))

    @dbus.service.method(CHARACTERISTIC)
    def StopNotify(self):
        self.change(Notifying=dbus.Boolean(False))

    def notify(self, value):
        if self.values['Notifying']:
            self.change(Value=octets(value[:MTU - 3]))


class Descriptor(Published):
    @dbus.service.method(DESCRIPTOR, in_signature='a{sv}', out_signature='ay')
    def ReadValue(self, options):
        return octets(b'\x00\x00')


class Tag:
    """A tag that advertises now and then; known to the adapter from the first time that it was discovered until it falls silent."""

    def __init__(self, name):
        self.name = name
        number = len(tags) + 1
        self.address = 'A0:DD:00:00:%02X:%02X' % (number >> 8, number & 0xFF)
        self.path = HCI + '/dev_' + self.address.replace(':', '_')
        self.device = None
        self.is_shown = False

    def appear(self):
        if not self.is_shown or adapter is None or not adapter.values['Discovering']:
            return
        if self.device is None:
            self.device = Device(self)
        else:
            # Known from before: heard once more, never quite as loud as the last time.
            self.device.change(RSSI=dbus.Int16(-109 - self.device.values['RSSI']))

    def hide(self):
        self.is_shown = False
        if self.device is not None and not self.device.values['Connected']:
            self.vanish()

    def vanish(self):
        if self.device is not None:
            self.device.withdraw()
            self.device = None

    def lose(self):
        if self.device is not None and self.device.values['Connected']:
            self.device.close()
        if not self.is_shown:
            self.hide()


def carry_out(order):
    global adapter
    what = order['do']
    tag = tags.setdefault(order['tag'], Tag(order['tag'])) if 'tag' in order else None
    if what == 'show':
        tag.is_shown = True
        tag.appear()
    elif what == 'hide':
        tag.hide()
    elif what == 'lose':
        tag.lose()
    elif what == 'notify':
        if tag.device is not None and tag.device.reply is not None:
            tag.device.reply.notify(bytes.fromhex(order['value']))
    elif what in ('connected', 'written'):
        calls[order['call']](order['ok'])
    elif what == 'power':
        adapter.switch(order['on'])
    elif what == 'adapter' and order['present'] and adapter is None:
        adapter = Adapter()
    elif what == 'adapter' and not order['present'] and adapter is not None:
        for one in tags.values():
            one.vanish()
        adapter.withdraw()
        adapter = None
    elif what == 'done':
        tell('done', call=order['call'])


def on_line(source, condition):
    line = sys.stdin.readline()
    if not line:
        loop.quit()
        return False
    carry_out(json.loads(line))
    return True


loop = GLib.MainLoop()
root = Root(BUS, '/')
agents = Agents(BUS, '/org/bluez')
adapter = Adapter()
name = dbus.service.BusName('org.bluez', BUS)

# Without a buffer: a line that were read ahead would wait for the next one to wake the loop.
sys.stdin = open(0, 'rb', buffering=0)
GLib.io_add_watch(0, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_line)
tell('ready')
loop.run()
