import { expect, test } from "vitest";
import { planBlocks } from "./blocks";
import { type PutBlock, PutError } from "./putBlock";
import { type Transfer, transfer } from "./transfer";

const file = new Blob([new Uint8Array(40)]);
const missing = planBlocks(40, 8);

/** A store that refuses the first puts with the given status codes. */
function store(refusals: number[] = []) {
  const got: { url: string; id: string }[] = [];
  let most = 0;
  let now = 0;
  const put: PutBlock = async (url, id, body, onProgress) => {
    most = Math.max(most, ++now);
    await Promise.resolve();
    now--;
    const status = refusals.shift();
    onProgress(body.size / 2);
    if (status !== undefined) throw new PutError(status);
    got.push({ url, id });
  };
  return { put, got, most: () => most };
}

const send = (part: Partial<Transfer> & Pick<Transfer, "put">) =>
  transfer({
    file,
    missing,
    url: "first",
    renew: async () => "second",
    onProgress: () => {},
    signal: new AbortController().signal,
    wait: async () => {},
    ...part,
  });

test("transfer_AllWell_SendsEachBlockOnceThreeAtATime", async () => {
  const { put, got, most } = store();
  await send({ put });
  expect(got).toHaveLength(5);
  expect(new Set(got.map((block) => block.id))).toEqual(new Set(missing.map((block) => block.id)));
  expect(most()).toBe(3);
});

test("transfer_StoreStumbles_TriesAgainAndCountsEveryByteOnce", async () => {
  const { put, got } = store([500, 503, 0]);
  let sent = 0;
  await send({
    put,
    onProgress: (n) => {
      sent = n;
    },
  });
  expect(got).toHaveLength(5);
  expect(sent).toBe(40);
});

test("transfer_AddressExpired_GoesOnWithANewOneAskedForOnce", async () => {
  const { put, got } = store([403, 403, 403]);
  let asked = 0;
  await send({
    put,
    renew: async () => {
      asked++;
      return "second";
    },
  });
  expect(asked).toBe(1);
  expect(new Set(got.map((block) => block.url))).toEqual(new Set(["second"]));
});

test("transfer_StoreRefusesForGood_FailsWithoutAnotherTry", async () => {
  const { put, got } = store([400]);
  await expect(send({ put })).rejects.toMatchObject({ status: 400 });
  expect(got.length).toBeLessThan(5);
});

test("transfer_StoreStaysDown_GivesUpAfterSixTries", async () => {
  let tries = 0;
  const put: PutBlock = async () => {
    tries++;
    throw new PutError(503);
  };
  await expect(send({ put, missing: missing.slice(0, 1) })).rejects.toMatchObject({ status: 503 });
  expect(tries).toBe(6);
});

test("transfer_Paused_StopsAndSaysSo", async () => {
  const stop = new AbortController();
  const { put, got } = store();
  const putAndPause: PutBlock = async (...call) => {
    await put(...call);
    stop.abort();
  };
  await expect(send({ put: putAndPause, signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  expect(got.length).toBeLessThan(5);
});
