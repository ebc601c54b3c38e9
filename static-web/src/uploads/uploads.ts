import { useSyncExternalStore } from "react";
import { api } from "../api/client";
import { ApiError } from "../api/http";
import { keys, queryClient } from "../api/queries";
import { missingBlocks, planBlocks } from "./blocks";
import { fingerprint, forget, type Remembered, remember, remembered } from "./memory";
import { patiently } from "./patience";
import { decided, type PostsFor, type Wish } from "./privacy";
import { putBlock } from "./putBlock";
import { Speedometer } from "./speed";
import { transfer } from "./transfer";

export type UploadState =
  | "waiting"
  | "uploading"
  | "paused"
  | "undecided"
  | "finishing"
  | "done"
  | "failed"
  | "interrupted";

export interface Upload {
  key: string;
  fileName: string;
  sizeBytes: number;
  state: UploadState;
  sentBytes: number;
  bytesPerSecond: number | null;
  videoId: string | null;
  /** Null until the creator has said it; all bytes may go out before, but nothing is made. */
  postsFor: PostsFor | null;
  error: string | null;
}

interface Work {
  file: File | null;
  fingerprint: string;
  wish: Wish;
  stop: AbortController | null;
}

/** More at once would only share the same line. */
const filesAtOnce = 2;

/** All uploads of this page. They go on while the reader moves between pages. */
class Uploads {
  private list: Upload[] = [];
  private work = new Map<string, Work>();
  private listeners = new Set<() => void>();

  constructor() {
    for (const entry of remembered()) this.restore(entry);
  }

  snapshot = () => this.list;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: Iterable<File>, wish: Wish, postsFor: PostsFor | null): void {
    for (const file of files) {
      const print = fingerprint(file);
      const known = this.list.find((u) => this.work.get(u.key)?.fingerprint === print && u.state !== "done");
      if (known) {
        this.provide(known.key, file);
        continue;
      }
      const key = crypto.randomUUID();
      this.work.set(key, { file, fingerprint: print, wish, stop: null });
      this.list = [...this.list, { ...fresh(key, file.name, file.size), postsFor }];
    }
    this.emit();
    this.next();
  }

  pause(key: string): void {
    this.change(key, { state: "paused", bytesPerSecond: null });
    this.work.get(key)?.stop?.abort();
    this.next();
  }

  resume(key: string): void {
    this.change(key, { state: "waiting", error: null });
    this.next();
  }

  /** Who may see the posts. What waited for this alone goes on by itself. */
  decide(key: string, postsFor: PostsFor): void {
    const upload = this.list.find((u) => u.key === key);
    if (!upload) return;
    this.change(key, { postsFor });
    const entry = remembered().find((other) => other.videoId === upload.videoId);
    if (entry) remember({ ...entry, postsFor });
    if (upload.state === "undecided") this.resume(key);
  }

  /** Gives the file back to an upload that a reload has cut off; false if it is another file. */
  provide(key: string, file: File): boolean {
    const work = this.work.get(key);
    const upload = this.list.find((u) => u.key === key);
    if (!work || !upload || work.fingerprint !== fingerprint(file)) return false;
    work.file = file;
    if (["interrupted", "failed", "paused"].includes(upload.state)) this.resume(key);
    return true;
  }

  async cancel(key: string): Promise<void> {
    const upload = this.list.find((u) => u.key === key);
    this.work.get(key)?.stop?.abort();
    this.dismiss(key);
    if (!upload?.videoId || upload.state === "done") return;
    forget(upload.videoId);
    await api.deleteVideo(upload.videoId).catch((error: unknown) => {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    });
    void queryClient.invalidateQueries({ queryKey: keys.library });
  }

  dismiss(key: string): void {
    this.list = this.list.filter((u) => u.key !== key);
    this.work.delete(key);
    this.emit();
    this.next();
  }

  private restore(entry: Remembered): void {
    const key = entry.videoId;
    this.work.set(key, { file: null, fingerprint: entry.fingerprint, wish: entry.wish, stop: null });
    this.list.push({
      ...fresh(key, entry.fileName, entry.sizeBytes),
      state: "interrupted",
      videoId: entry.videoId,
      postsFor: entry.postsFor,
    });
    void this.ask(entry.videoId);
  }

  /** How far a cut-off upload had come; one that the server has dropped meanwhile disappears here too. */
  private async ask(videoId: string): Promise<void> {
    try {
      const { blocks } = await api.blocks(videoId);
      const stored = blocks.reduce((sum, block) => sum + block.length, 0);
      if (this.list.some((u) => u.key === videoId && u.state === "interrupted"))
        this.change(videoId, { sentBytes: stored });
    } catch (error) {
      // unreachable now says nothing about the upload: the row stays, and resuming asks again
      if (!isGone(error)) return;
      forget(videoId);
      this.dismiss(videoId);
    }
  }

  private next(): void {
    const running = this.list.filter((u) => u.state === "uploading" || u.state === "finishing").length;
    const waiting = this.list
      .filter((u) => u.state === "waiting")
      .slice(0, Math.max(0, filesAtOnce - running));
    for (const upload of waiting) void this.run(upload.key);
  }

  private async run(key: string): Promise<void> {
    const work = this.work.get(key);
    if (!work?.file) return this.change(key, { state: "interrupted" });
    const stop = new AbortController();
    work.stop = stop;
    this.change(key, { state: "uploading" });
    try {
      await this.upload(key, work.file, work, stop.signal);
    } catch (error) {
      // paused or cancelled: whoever stopped it has already said what it is now
      if (!stop.signal.aborted) this.fail(key, error);
    }
    this.next();
  }

  private async upload(key: string, file: File, work: Work, signal: AbortSignal): Promise<void> {
    const { videoId, target, stored } = await this.begin(key, file, work);
    // cancelled while the server was still making the video, so the canceller had nothing to delete yet
    if (!this.work.has(key)) {
      forget(videoId);
      await api.deleteVideo(videoId);
    }
    signal.throwIfAborted();
    const plan = planBlocks(file.size, target.blockSizeBytes);
    const missing = missingBlocks(plan, stored);
    const before = file.size - missing.reduce((sum, block) => sum + block.end - block.start, 0);
    const speed = new Speedometer();
    const progress = (sent: number) => {
      speed.add(performance.now(), sent);
      if (signal.aborted) return;
      this.change(key, { sentBytes: before + sent, bytesPerSecond: speed.bytesPerSecond });
    };
    progress(0);
    await transfer({
      file,
      url: target.url,
      missing,
      put: putBlock,
      renew: async () => (await api.blocks(videoId)).upload.url,
      onProgress: progress,
      signal,
    });
    const postsFor = this.list.find((u) => u.key === key)?.postsFor;
    const state = postsFor ? "finishing" : "undecided";
    this.change(key, { state, sentBytes: file.size, bytesPerSecond: null });
    if (!postsFor) return;
    const blockIds = plan.map((block) => block.id);
    await patiently(() => api.complete(videoId, blockIds, decided(work.wish, postsFor)), signal);
    forget(videoId);
    this.change(key, { state: "done" });
    void queryClient.invalidateQueries({ queryKey: keys.library });
  }

  /** A new upload, or the one begun earlier together with what the store already has of it. */
  private async begin(key: string, file: File, work: Work) {
    const known = this.list.find((u) => u.key === key)?.videoId;
    if (known) {
      const { upload, blocks } = await api.blocks(known);
      return { videoId: known, target: upload, stored: blocks };
    }
    const description = { fileName: file.name, sizeBytes: file.size };
    const { video, upload } = await api.createVideo(description, key);
    const { wish, fingerprint } = work;
    const postsFor = this.list.find((u) => u.key === key)?.postsFor ?? null;
    remember({ videoId: video.id, fingerprint, ...description, wish, postsFor });
    this.change(key, { videoId: video.id });
    return { videoId: video.id, target: upload, stored: [] };
  }

  private fail(key: string, error: unknown): void {
    const upload = this.list.find((u) => u.key === key);
    const gone = isGone(error);
    if (gone && upload?.videoId) forget(upload.videoId);
    const message = error instanceof Error ? error.message : "The upload failed.";
    this.change(key, {
      state: "failed",
      error: message,
      bytesPerSecond: null,
      // what the server no longer knows can only be started anew
      ...(gone && { videoId: null, sentBytes: 0 }),
    });
  }

  private change(key: string, values: Partial<Upload>): void {
    this.list = this.list.map((u) => (u.key === key ? { ...u, ...values } : u));
    this.emit();
  }

  private emit(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Deleted, completed by another tab, or thrown away by the server because it is no video or too large. */
const isGone = (error: unknown) =>
  error instanceof ApiError && [404, 409, 410, 413, 415].includes(error.status);

const fresh = (key: string, fileName: string, sizeBytes: number): Upload => ({
  key,
  fileName,
  sizeBytes,
  state: "waiting",
  sentBytes: 0,
  bytesPerSecond: null,
  videoId: null,
  postsFor: null,
  error: null,
});

export const uploads = new Uploads();

export const useUploads = () => useSyncExternalStore(uploads.subscribe, uploads.snapshot);
