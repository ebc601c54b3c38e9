import { expect, test } from "vitest";
import { ApiError } from "../api/http";
import { patiently } from "./patience";

const { signal } = new AbortController();

/** A server that answers with these refusals first. */
function server(...refusals: ApiError[]) {
  const seen = { calls: 0 };
  const call = async () => {
    seen.calls++;
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    return "done";
  };
  return { call, seen };
}

const busy = () => new ApiError(503, "upload_busy", "Try again.");

test("patiently_BusyOutOfReachOrStillAtWork_AsksAgain", async () => {
  const { call, seen } = server(
    busy(),
    new ApiError(0, "unreachable", ""),
    new ApiError(409, "idempotency_in_progress", ""),
  );
  expect(await patiently(call, signal, async () => {})).toBe("done");
  expect(seen.calls).toBe(4);
});

test("patiently_Refused_SaysSoAtOnce", async () => {
  const { call, seen } = server(new ApiError(409, "video_not_ready", "No."));
  await expect(patiently(call, signal, async () => {})).rejects.toThrow("No.");
  expect(seen.calls).toBe(1);
});

test("patiently_NeverAnswered_GivesUpWithTheLastWord", async () => {
  const { call, seen } = server(...Array.from({ length: 20 }, busy));
  await expect(patiently(call, signal, async () => {})).rejects.toThrow("Try again.");
  expect(seen.calls).toBe(10);
});

test("patiently_StoppedMeanwhile_AsksNoMore", async () => {
  const stop = new AbortController();
  const { call, seen } = server(busy());
  const stopped = patiently(call, stop.signal, async () => stop.abort(new Error("stopped")));
  await expect(stopped).rejects.toThrow("stopped");
  expect(seen.calls).toBe(1);
});
