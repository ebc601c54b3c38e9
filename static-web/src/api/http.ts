import { session } from "./session";
import type { Problem } from "./types";

/** What the server answered when it refused (RFC 9457), or that it couldn't be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | null = null,
    /** Field → what is wrong with it. */
    readonly details: Record<string, string[]> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }
}

interface Extras {
  /** Same key, same body: done once. */
  key?: string;
  /** The version that was seen; a change of any other is refused. */
  etag?: string | null;
}

/** A call that was refused for want of a sign-in goes out once more when the session has been renewed. */
async function call(method: string, path: string, body: unknown, extras: Extras) {
  const sentAt = Date.now();
  let answer = await once(method, path, body, extras);
  if (isUnsigned(answer)) {
    // a server that stumbles has not signed anyone out
    if ((await session.renew(sentAt)) === "unknown") throw unreachable();
    // also after its end: the cookies are gone then, and whoever sits at a machine without accounts is its owner again
    answer = await once(method, path, body, extras);
    if (isUnsigned(answer)) session.end();
  }
  if (!answer.ok) throw problem(answer.status, answer.json);
  return answer;
}

/** Not a wrong password, which is a 401 as well. */
const isUnsigned = ({ status, json }: { status: number; json: unknown }) =>
  status === 401 && (json as Partial<Problem> | null)?.code === "unauthorized";

async function once(method: string, path: string, body: unknown, { key, etag }: Extras) {
  const headers: Record<string, string> = { accept: "application/json" };
  const file = body instanceof Blob;
  if (body !== undefined) headers["content-type"] = file ? "application/octet-stream" : "application/json";
  if (key) headers["idempotency-key"] = key;
  if (etag) headers["if-match"] = etag;
  let answer: Response;
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: file ? body : JSON.stringify(body) }),
    });
  } catch {
    throw unreachable();
  }
  const json: unknown = await answer.json().catch(() => null);
  return { ok: answer.ok, status: answer.status, json, etag: answer.headers.get("etag") };
}

const unreachable = () =>
  new ApiError(0, "unreachable", "Shortloop can’t be reached. Check that it is running, then try again.");

function problem(status: number, json: unknown): ApiError {
  const p = (json ?? {}) as Partial<Problem>;
  const message = p.message ?? p.title ?? `The server answered with ${status}.`;
  return new ApiError(status, p.code ?? "unknown", message, p.requestId ?? null, p.details ?? {});
}

/** The same, but the answer is handed out as it comes; after a refusal for want of a sign-in it is asked for once more. */
async function open(path: string, body: unknown, accept: string): Promise<Response> {
  const sentAt = Date.now();
  const send = () =>
    fetch(`/api/v1/${path}`, {
      method: "POST",
      headers: { accept, "content-type": "application/json" },
      body: JSON.stringify(body),
    }).catch(() => {
      throw unreachable();
    });
  let answer = await send();
  if (answer.status === 401) {
    if ((await session.renew(sentAt)) === "unknown") throw unreachable();
    answer = await send();
    if (answer.status === 401) session.end();
  }
  if (!answer.ok) throw problem(answer.status, await answer.json().catch(() => null));
  return answer;
}

/** What can be edited comes with the version that was seen; sent along with the change, it keeps two people from undoing each other. */
export type Versioned<T> = T & { etag: string | null };

const versioned = <T>({ json, etag }: { json: unknown; etag: string | null }) =>
  ({ ...(json as T), etag }) as Versioned<T>;

/** The only calls of the page; all of them are to our own API. */
export const http = {
  get: async <T>(path: string) => (await call("GET", path, undefined, {})).json as T,
  post: async <T>(path: string, body: unknown = {}, key?: string) =>
    (await call("POST", path, body, key ? { key } : {})).json as T,
  open,
  /** A file as it is. */
  send: async <T>(path: string, file: Blob) => (await call("POST", path, file, {})).json as T,
  getVersioned: async <T>(path: string) => versioned<T>(await call("GET", path, undefined, {})),
  put: async <T>(path: string, body: unknown, etag: string | null = null) =>
    versioned<T>(await call("PUT", path, body, { etag })),
  patch: async <T>(path: string, body: unknown, etag: string | null = null) =>
    versioned<T>(await call("PATCH", path, body, { etag })),
  remove: async <T = void>(path: string, body?: unknown) => (await call("DELETE", path, body, {})).json as T,
};

/** An id as a part of an address. */
export const of = (id: string) => encodeURIComponent(id);
