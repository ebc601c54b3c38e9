import type { PostsFor, Wish } from "./privacy";

/** What must outlive a reload for an upload to go on: which file it was, and where it went. */
export interface Remembered {
  videoId: string;
  fingerprint: string;
  fileName: string;
  sizeBytes: number;
  wish: Wish;
  postsFor: PostsFor | null;
}

const key = "shortloop.uploads";

/** A changed file has another time or size, so its blocks are never mixed with the old ones. */
export const fingerprint = (file: File) => `${file.name}|${file.size}|${file.lastModified}`;

export function remembered(): Remembered[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as Remembered[];
  } catch {
    return [];
  }
}

export function remember(entry: Remembered): void {
  write([...remembered().filter((other) => other.videoId !== entry.videoId), entry]);
}

export function forget(videoId: string): void {
  write(remembered().filter((other) => other.videoId !== videoId));
}

function write(entries: Remembered[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(entries));
  } catch {
    // full or forbidden: the upload itself goes on, only a reload would start it anew
  }
}
