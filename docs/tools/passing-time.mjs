// How long frames stay in a media bridge: from a capture of the loopback device (tcpdump -i lo -s 900 -w FILE 'tcp and greater 150'), the time
// between a frame's arrival at the bridge's socket and its departure from it, whoever sent it late or reads it late.
//   node passing-time.mjs FILE --bridge 5050 --model 9100
// Frames are recognised by their sound, so each has to differ from the others, as those of a load do that stamps them.
import { readFileSync } from 'node:fs';

const [file, ...rest] = process.argv.slice(2);
const option = (name, otherwise) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : otherwise);
if (!file) {
  console.error('usage: node passing-time.mjs FILE [--bridge PORT] [--model PORT]');
  process.exit(2);
}
const bridge = option('--bridge', 5050);
const model = option('--model', 9100);
const pcap = readFileSync(file);
const nanos = { 0xa1b23c4d: 1, 0xa1b2c3d4: 1000 }[pcap.readUInt32LE(0)];
if (!nanos) throw new Error(`${file} is no pcap file of this byte order; tcpdump writes one with -w`);
const ETHERNET = 14;
const SOUND = /"(?:payload|audio|delta)":"([^"]{24,})"/;

/** Text of the WebSocket frames (RFC 6455 5.2) that begin in a segment; a frame in two segments is left out. */
function* texts(data) {
  for (let at = 0; at + 2 <= data.length; ) {
    let length = data[at + 1] & 0x7f;
    let head = 2;
    if (length === 126) [length, head] = [data.readUInt16BE(at + 2), 4];
    const masked = data[at + 1] & 0x80;
    const key = masked ? data.subarray(at + head, at + head + 4) : undefined;
    if (masked) head += 4;
    if (data[at] !== 0x81 || length === 127 || at + head + length > data.length) return;
    const text = Buffer.from(data.subarray(at + head, at + head + length));
    if (key) for (let i = 0; i < text.length; i++) text[i] ^= key[i & 3];
    yield text.toString('latin1');
    at += head + length;
  }
}

const arrived = { up: new Map(), down: new Map() };
const stayed = { up: [], down: [] };
for (let at = 24; at + 16 <= pcap.length; ) {
  const time = BigInt(pcap.readUInt32LE(at)) * 1_000_000_000n + BigInt(pcap.readUInt32LE(at + 4) * nanos);
  const size = pcap.readUInt32LE(at + 8);
  const ip = pcap.subarray(at + 16 + ETHERNET, at + 16 + size);
  at += 16 + size;
  const tcp = ip.subarray((ip[0] & 0xf) * 4, ip.readUInt16BE(2));
  const [from, to] = [tcp.readUInt16BE(0), tcp.readUInt16BE(2)];
  const way = to === bridge || to === model ? 'up' : from === bridge || from === model ? 'down' : undefined;
  if (!way) continue;
  const comes = way === 'up' ? to === bridge : from === model;
  for (const text of texts(tcp.subarray((tcp[12] >> 4) * 4))) {
    const sound = SOUND.exec(text)?.[1].slice(0, 24);
    if (!sound) continue;
    if (comes) {
      const others = arrived[way].get(sound);
      if (others) others.push(time);
      else arrived[way].set(sound, [time]);
    } else {
      const since = arrived[way].get(sound)?.shift();
      if (since !== undefined) stayed[way].push(Number(time - since) / 1e6);
    }
  }
}
for (const way of ['up', 'down']) {
  const all = stayed[way].sort((a, b) => a - b);
  const at = share => all[Math.min(all.length - 1, Math.floor(all.length * share))]?.toFixed(2);
  console.log(`${way.padEnd(4)} ${all.length} frames  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  p99.9 ${at(0.999)} ms  max ${at(1)} ms`);
}
