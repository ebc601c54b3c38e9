import type { Job } from "../api/types";

/** How far a job is, from 0 to 1: each of its stations is an equal part of the way. */
export const progress = (job: Pick<Job, "stations">) =>
  job.stations.reduce((sum, { status, fraction }) => sum + (status === "done" ? 1 : fraction), 0) /
  Math.max(1, job.stations.length);

/** Where a second of a source can be watched; null: it can't be. */
export function watchAt(link: string | null | undefined, at: number | null): string | null {
  if (!link || at === null) return null;
  const url = new URL(link);
  url.searchParams.set("t", `${Math.floor(at)}s`);
  return url.href;
}

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
export const languageName = (code: string) => names.of(code) ?? code;

/** Captions have at most 5 MB; the server says the same, but only after they were sent. */
export const mostBytes = 5 * 1024 * 1024;

export const tooLarge = (file: { name: string; size: number }) =>
  file.size > mostBytes
    ? `“${file.name}” has more than 5 MB. Is this the video itself? Choose its captions (VTT, SRT or TXT).`
    : null;
