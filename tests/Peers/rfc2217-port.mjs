// A Web Serial port over TCP with RFC 2217: what esptool-js takes for a real port.
import net from "node:net";

const IAC = 255;
const COM_PORT = 44;

export class Rfc2217Port {
  constructor(host, port) {
    this.address = { host, port };
    this.signals = { dataTerminalReady: false, requestToSend: false };
  }

  getInfo() {
    return this.info ?? {};
  }

  async open({ baudRate }) {
    this.socket = net.connect(this.address);
    await new Promise((resolve, reject) => this.socket.once("connect", resolve).once("error", reject));
    this.socket.setNoDelay(true);
    this.#send([IAC, 253, COM_PORT, IAC, 251, COM_PORT, IAC, 253, 0, IAC, 251, 0]);
    await this.setBaudRate(baudRate);
    const socket = this.socket;
    const parser = new TelnetParser();
    this.readable = new ReadableStream({
      start(controller) {
        socket.on("data", (chunk) => {
          const data = parser.take(chunk);
          if (data.length > 0) controller.enqueue(data);
        });
        socket.on("close", () => {
          try { controller.close(); } catch { /* closed already */ }
        });
      },
    });
    const send = (bytes) => this.#send(bytes);
    this.writable = new WritableStream({
      write(chunk) {
        send([...chunk].flatMap((value) => (value === IAC ? [IAC, IAC] : [value])));
      },
    });
  }

  async close() {
    this.socket.destroy();
  }

  async setBaudRate(rate) {
    const value = [(rate >> 24) & 255, (rate >> 16) & 255, (rate >> 8) & 255, rate & 255];
    this.#send([IAC, 250, COM_PORT, 1, ...value.flatMap((one) => (one === IAC ? [IAC, IAC] : [one])), IAC, 240]);
  }

  async setSignals(signals) {
    if (signals.dataTerminalReady !== undefined) this.#control(signals.dataTerminalReady ? 8 : 9);
    if (signals.requestToSend !== undefined) this.#control(signals.requestToSend ? 11 : 12);
  }

  #control(value) {
    this.#send([IAC, 250, COM_PORT, 5, value, IAC, 240]);
  }

  #send(bytes) {
    this.socket.write(Uint8Array.from(bytes));
  }
}

class TelnetParser {
  #command = [];

  take(chunk) {
    const data = [];
    for (const value of chunk) {
      const command = this.#command;
      if (command.length === 0 && value !== IAC) {
        data.push(value);
        continue;
      }
      command.push(value);
      if (command.length === 2 && value === IAC) {
        data.push(IAC);
        command.length = 0;
      } else if (command.length === 3 && command[1] >= 251) {
        command.length = 0;
      } else if (command[1] === 250 && command.length > 3 && value === 240 && command.at(-2) === IAC) {
        command.length = 0;
      }
    }
    return Uint8Array.from(data);
  }
}
