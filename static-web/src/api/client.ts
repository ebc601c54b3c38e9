import type {
  Account,
  ConnectStarted,
  Job,
  Measurements,
  Page,
  Pattern,
  Post,
  Problem,
  ProduceOptions,
  Render,
  Script,
  SimilarVideo,
  Strategy,
  UploadStarted,
  UploadState,
  Video,
} from "./types";

/** What the server answered when it refused (RFC 9457), or that it couldn't be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | null = null,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

async function send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (key) headers["idempotency-key"] = key;
  let answer: Response;
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(
      0,
      "unreachable",
      "Shortloop can’t be reached. Check that it is running, then try again.",
    );
  }
  const json: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw problem(answer.status, json);
  return json as T;
}

function problem(status: number, json: unknown): ApiError {
  const p = (json ?? {}) as Partial<Problem>;
  const message = p.message ?? p.title ?? `The server answered with ${status}.`;
  return new ApiError(status, p.code ?? "unknown", message, p.requestId ?? null);
}

const get = <T>(path: string) => send<T>("GET", path);
const post = <T>(path: string, body: unknown = {}, key?: string) => send<T>("POST", path, body, key);
const of = (id: string) => encodeURIComponent(id);

export const api = {
  videos: () => get<Page<Video>>("videos"),
  video: (id: string) => get<Video>(`videos/${of(id)}`),
  createVideo: (file: { fileName: string; sizeBytes: number }, key: string) =>
    post<UploadStarted>("videos", file, key),
  blocks: (id: string) => get<UploadState>(`videos/${of(id)}/blocks`),
  complete: (id: string, blockIds: string[], produce: ProduceOptions) =>
    post<Job>(`videos/${of(id)}/complete`, { blockIds, produce }, `complete-${id}`),
  deleteVideo: (id: string) => send<void>("DELETE", `videos/${of(id)}`),
  measurements: (id: string) => get<Measurements>(`videos/${of(id)}/measurements`),
  patterns: (id: string) => get<Page<Pattern>>(`videos/${of(id)}/patterns`),
  similar: (id: string) => get<Page<SimilarVideo>>(`videos/${of(id)}/similar`),
  strategies: (videoId: string) => get<Page<Strategy>>(`strategies?videoId=${of(videoId)}`),
  scripts: (videoId: string) => get<Page<Script>>(`scripts?videoId=${of(videoId)}`),
  renders: (videoId: string) => get<Page<Render>>(`renders?videoId=${of(videoId)}`),
  cancelRender: (id: string) => post<Page<Render>>(`renders/${of(id)}/cancel`),
  posts: (videoId: string) => get<Page<Post>>(`posts?videoId=${of(videoId)}`),
  approvePost: (id: string) => post<Post>(`posts/${of(id)}/approve`),
  publishAgain: (id: string) => post<Post>(`posts/${of(id)}/publish`),
  cancelPost: (id: string) => post<Post>(`posts/${of(id)}/cancel`),
  accounts: () => get<Page<Account>>("accounts"),
  connectTikTok: () => post<ConnectStarted>("accounts/tiktok/connect"),
  job: (id: string) => get<Job>(`jobs/${of(id)}`),
  cancelJob: (id: string) => post<Job>(`jobs/${of(id)}/cancel`),
};
