import { expect, test } from "vitest";
import { readEvents } from "./events";

const text =
  'event: text\ndata: {"text":"Паста"}\n\n: still here\n\nevent: done\ndata: {}\n\nevent: cut\ndata: {';

async function readIn(pieces: Uint8Array[]) {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const events = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}

test("events are the same however the bytes are cut", async () => {
  const bytes = new TextEncoder().encode(text);
  const expected = [
    { kind: "text", data: '{"text":"Паста"}' },
    { kind: "done", data: "{}" },
  ];
  for (let size = 1; size <= bytes.length; size++) {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
    expect(await readIn(pieces)).toEqual(expected);
  }
});
