// Drives jejak's port with the vendor's client for Node, as someone who knows only the protocol would.
//
//     node client.mjs kurrentdb://127.0.0.1:2113?tls=false PEMDA
//
// Everything jejak writes is computed here a second time: ids, metadata, data.

import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { createRequire } from "node:module";

// NODE_PATH is for `require` alone.
const require = createRequire(import.meta.url);
const {
  BACKWARDS,
  END,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  StreamNotFoundError,
  WrongExpectedVersionError,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  streamNameFilter,
} = require("@kurrent/kurrentdb-client");

const NAMESPACE = Buffer.from("6a656a616b0050018000627564617961", "hex");
const [address, pemda] = process.argv.slice(2);
let checks = 0;

const check = (what, given, wanted) => {
  assert.deepEqual(given, wanted, what);
  checks += 1;
};
const refused = async (what, call, kind) => {
  await assert.rejects(call, kind, what);
  checks += 1;
};

const uuid5 = (name) => {
  const bytes = createHash("sha1").update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// One evaluation form of 32 answers: its stream, and its 33 events.
const form = (answer) => {
  const token = randomUUID().replaceAll("-", "");
  const stream = `evaluasi-${pemda}:${token}`;
  const metadata = { recorded_at: "2026-01-01T00:00:00.000Z", occurred_on: "2026-05-04" };
  const about = { opd: "DINKES", periode: "EV-2026", kelas_jabatan: "pelaksana" };
  const event = (type, data, index) =>
    jsonEvent({ id: uuid5(`${pemda}|${stream}|${token}|${index}`), type, data, metadata });
  const events = [event("form-submitted", { ...about, jawaban: 32, terlambat: false }, 0)];
  for (let number = 1; number <= 32; number += 1) {
    const data = { ...about, pertanyaan: `q${number}`, jawaban: answer };
    events.push(event("answer-given", data, number));
  }
  return { stream, events };
};

const all = async (read) => {
  const events = [];
  for await (const resolved of read) events.push(resolved.event);
  return events;
};

const client = KurrentDBClient.connectionString(address);
const newest = async () =>
  (await all(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })))[0].position
    .commit;
const before = await newest();

// Append, and read back what was written.
const { stream, events } = form(2);
const first = await client.appendToStream(stream, events, { streamState: NO_STREAM });
check("33 events go one after the other", first.position.commit, before + 33n);
check("the next expected revision", first.nextExpectedRevision, 32n);
const read = await all(client.readStream(stream));
const ids = (list) => list.map((event) => event.id);
check("every event comes back", ids(read), ids(events));
check("with its data", read.map((event) => event.data), events.map((event) => event.data));
const backwards = await all(client.readStream(stream, { direction: BACKWARDS, fromRevision: END }));
check("a stream is read backwards", ids(backwards), ids(read).reverse());

// The same again, and others in its place.
const again = await client.appendToStream(stream, events, { streamState: NO_STREAM });
check("a repeat answers with the first position", again.position, first.position);
const other = form(3);
await refused(
  "a wrong revision",
  () => client.appendToStream(other.stream, other.events, { streamState: 7n }),
  WrongExpectedVersionError,
);
await refused(
  "the same ids with other content",
  () =>
    client.appendToStream(
      stream,
      events.map((event, index) => ({ ...event, data: other.events[index].data })),
      { streamState: NO_STREAM },
    ),
  /other content/,
);
await refused(
  "a form without its last answer",
  () => client.appendToStream(other.stream, other.events.slice(0, -1), { streamState: NO_STREAM }),
  /jejak takes one whole submission/,
);
const large = { type: "x", data: "0".repeat(600_000) };
await refused(
  "more than 1 MiB",
  () =>
    client.appendToStream(other.stream, [jsonEvent(large), jsonEvent(large)], {
      streamState: NO_STREAM,
    }),
  MaxAppendSizeExceededError,
);
await refused(
  "a stream that is not there",
  () => all(client.readStream(other.stream)),
  StreamNotFoundError,
);
check("nothing of it was written", await newest(), before + 33n);

// $all, whole and filtered.
const everything = await all(client.readAll());
const positions = everything.map((event) => event.position.commit);
check("$all is the ledger's order", positions, positions.map((_, index) => BigInt(index)));
const ofType = everything.filter((event) => event.type === "form-submitted");
const filter = eventTypeFilter({ regex: /^form-submitted$/.source });
check("filtered by type", ids(await all(client.readAll({ filter }))), ids(ofType));
const ofUnits = everything.filter((event) => event.streamId.startsWith("opd-"));
const prefixes = streamNameFilter({ prefixes: ["opd-"] });
check("filtered by stream", ids(await all(client.readAll({ filter: prefixes }))), ids(ofUnits));

// Follow $all to its end, then one more form as it comes.
const live = form(4);
const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
let caughtUp = false;
const followed = [];
await new Promise((resolve, reject) => {
  subscription.on("error", reject);
  subscription.on("caughtUp", () => {
    caughtUp = true;
    client.appendToStream(live.stream, live.events, { streamState: NO_STREAM }).catch(reject);
  });
  subscription.on("data", ({ event }) => {
    followed.push(event.id);
    if (caughtUp && followed.length === everything.length + 33) resolve();
  });
});
check("followed from the first event on", followed, [...ids(everything), ...ids(live.events)]);
await subscription.unsubscribe();
await client.dispose();
console.log(`${checks} checks passed`);
