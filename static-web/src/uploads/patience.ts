import { ApiError } from "../api/http";

const attempts = 10;

/**
 * A call with a key, again until it is answered: the server may be busy, out of reach, or still at work on the same call. About a minute, then what it said
 * last.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void> = pause,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === attempts || !mayPass(error)) throw error;
      await wait(backoff(attempt), signal);
    }
  }
}

const mayPass = (error: unknown) =>
  error instanceof ApiError &&
  ([0, 408, 429, 502, 503, 504].includes(error.status) || error.code === "idempotency_in_progress");

/** 0.5 s, 1 s, 2 s … up to 15 s, half of it by chance, so that several don't knock together. */
export const backoff = (attempt: number) =>
  Math.min(15_000, 500 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);

/** Ends early when the machine is on line again. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", stop);
      resolve();
    };
    const stop = () => {
      done();
      reject(signal.reason);
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
    signal.addEventListener("abort", stop);
  });
}
