/** The store refused a block. 403 is an expired address, the rest may pass with time. */
export class PutError extends Error {
  constructor(readonly status: number) {
    super(status === 0 ? "The connection broke." : `The file store answered with ${status}.`);
  }
}

export type PutBlock = (
  uploadUrl: string,
  id: string,
  body: Blob,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
) => Promise<void>;

const stallMs = 60_000;

/** Put Block of Azure blob storage. XMLHttpRequest, because fetch doesn't tell how much has gone out. */
export const putBlock: PutBlock = (uploadUrl, id, body, onProgress, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let stall = setTimeout(stop, stallMs);
    const settle = (act: () => void) => () => {
      clearTimeout(stall);
      signal.removeEventListener("abort", stop);
      act();
    };
    request.open("PUT", `${uploadUrl}&comp=block&blockid=${encodeURIComponent(id)}`);
    request.setRequestHeader("x-ms-version", "2021-12-02");
    request.upload.onprogress = (event) => {
      clearTimeout(stall);
      stall = setTimeout(stop, stallMs);
      onProgress(event.loaded);
    };
    request.onload = settle(() =>
      request.status >= 200 && request.status < 300 ? resolve() : reject(new PutError(request.status)),
    );
    request.onerror = settle(() => reject(new PutError(0)));
    request.onabort = settle(() => reject(signal.aborted ? signal.reason : new PutError(0)));
    signal.addEventListener("abort", stop);
    request.send(body);
  });
