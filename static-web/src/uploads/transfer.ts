import type { BlockPlan } from "./blocks";
import { backoff, pause } from "./patience";
import { type PutBlock, PutError } from "./putBlock";

const parallel = 3;
const attempts = 6;

export interface Transfer {
  file: Blob;
  url: string;
  missing: BlockPlan[];
  put: PutBlock;
  /** A fresh upload address, asked for when the store no longer accepts the present one. */
  renew: () => Promise<string>;
  /** Bytes of the missing blocks that have gone out; falls back when a block has to go again. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Sends the missing blocks, three at a time, each until it is through or has failed six times. */
export async function transfer(t: Transfer): Promise<void> {
  const { wait = pause } = t;
  const queue = [...t.missing];
  const sent = new Map<string, number>();
  const failed = new AbortController();
  const signal = AbortSignal.any([t.signal, failed.signal]);
  let url = t.url;
  let renewing: Promise<string> | null = null;

  const report = (id: string, n: number) => {
    sent.set(id, n);
    t.onProgress([...sent.values()].reduce((sum, value) => sum + value, 0));
  };

  const renewOnce = async (refused: string) => {
    if (url !== refused) return;
    renewing ??= t.renew().finally(() => {
      renewing = null;
    });
    url = await renewing;
  };

  const sendBlock = async ({ id, start, end }: BlockPlan) => {
    for (let attempt = 1; ; attempt++) {
      const address = url;
      try {
        await t.put(
          address,
          id,
          t.file.slice(start, end),
          (n) => report(id, Math.min(n, end - start)),
          signal,
        );
        return report(id, end - start);
      } catch (error) {
        signal.throwIfAborted();
        report(id, 0);
        if (attempt === attempts || !mayPass(error)) throw error;
        if (error instanceof PutError && error.status === 403) await renewOnce(address);
        else await wait(backoff(attempt), signal);
      }
    }
  };

  const worker = async () => {
    for (let block = queue.shift(); block; block = queue.shift()) {
      signal.throwIfAborted();
      await sendBlock(block);
    }
  };

  try {
    await Promise.all(Array.from({ length: parallel }, worker));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

const mayPass = (error: unknown) =>
  error instanceof PutError &&
  (error.status < 400 || error.status >= 500 || [403, 408, 429].includes(error.status));
