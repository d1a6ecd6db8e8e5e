// Lets esptool-js find, read, write and check a virtual tag: node esptool-peer.mjs PORT [c3|c3-uart|esp32]. Prints one line of JSON.
import { createHash } from "node:crypto";
import { ESPLoader, Transport } from "esptool-js";
import { Rfc2217Port } from "./rfc2217-port.mjs";

const words = (...list) => new Uint8Array(Uint32Array.from(list).buffer);
const ADDRESS = 0x210000; // beyond the 2 MB that the ROM takes for granted

const device = new Rfc2217Port("127.0.0.1", Number(process.argv[2]));
const chip = process.argv[3] ?? "c3";
device.info = chip === "c3" ? { usbVendorId: 0x303a, usbProductId: 0x1001 } : {};
const transport = new Transport(device, false);
const quiet = { clean() {}, writeLine() {}, write() {} };
const loader = new ESPLoader({ transport, baudrate: 115200, romBaudrate: 115200, terminal: quiet });

await loader.detectChip();
const mac = await loader.chip.readMac(loader);
await loader.checkCommand("attach", 0x0d, words(0, 0));
const flashId = await loader.readFlashId();
await loader.checkCommand("set parameters", 0x0b, words(0, 0x400000, 0x10000, 0x1000, 0x100, 0xffff));

const data = new Uint8Array(30000).map((_, i) => (i * i * 31 + (i >> 5)) & (i % 700 < 300 ? 0 : 255));
const result = { name: loader.chip.CHIP_NAME, mac, flashId, length: data.length };
if (chip !== "esp32") {
  // esptool-js always sends the fifth word, which the ESP32's ROM refuses; and 0x4000 blocks unless told otherwise.
  loader.FLASH_WRITE_SIZE = 0x400;
  for (const compress of [true, false]) {
    await loader.writeFlash({
      fileArray: [{ data, address: ADDRESS }], flashSize: "keep", flashMode: "keep", flashFreq: "keep", eraseAll: false, compress,
    });
    const text = await loader.checkCommand("md5", 0x13, words(ADDRESS, data.length, 0, 0), 0, 32);
    result[compress ? "deflated" : "plain"] = Buffer.from(text).toString("ascii") === createHash("md5").update(data).digest("hex");
  }
}
console.log(JSON.stringify(result));
process.exit(0);
