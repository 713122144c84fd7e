// What a gateway allocates for a frame of sound: from a flight recording (jfr print --json --events jdk.ObjectAllocationSample FILE.jfr > FILE.json),
// the weight of the samples between two moments, for each frame, by thread, class and place.
//   node allocations.mjs FILE.json --from 35 --to 58 --frames 10000
// --from, --to: seconds before the last sample, so that connecting can be left out or looked at alone; --frames: frames passed in a second, both ways.
import { readFileSync } from 'node:fs';

const [file, ...rest] = process.argv.slice(2);
const option = (name, otherwise) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : otherwise);
if (!file) {
  console.error('usage: node allocations.mjs FILE.json [--from S] [--to S] [--frames PER_SECOND]');
  process.exit(2);
}
const from = option('--from', 0);
const to = option('--to', 20);
const frames = option('--frames', 10_000) * (to - from);

const samples = JSON.parse(readFileSync(file, 'utf8'))
  .recording.events.map(({ values }) => ({ ...values, at: Date.parse(values.startTime) / 1000 }));
const last = samples.reduce((latest, { at }) => Math.max(latest, at), 0);
const wanted = samples.filter(({ at }) => last - at >= from && last - at < to);

const show = (title, key) => {
  const sums = new Map();
  for (const sample of wanted) sums.set(key(sample), (sums.get(key(sample)) ?? 0) + sample.weight);
  console.log(`\n${title}`);
  for (const [name, weight] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, 12)) {
    console.log(`${(weight / frames).toFixed(1).padStart(8)}  ${name}`);
  }
};
const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
console.log(`${wanted.length} samples, ${(total / frames).toFixed(1)} bytes a frame, ${(total / (to - from) / 1024).toFixed(0)} KiB a second`);
show('bytes a frame, by thread', ({ eventThread }) => eventThread?.javaName ?? '?');
show('by class', ({ objectClass }) => objectClass.name);
show('by place, and who of ours asked', ({ objectClass, stackTrace }) => {
  const places = (stackTrace?.frames ?? []).map(({ method }) => `${method.type.name}.${method.name}`);
  return `${objectClass.name}  ${places[0] ?? '?'}  ${places.find((place) => place.includes('frontdesk')) ?? '-'}`;
});
