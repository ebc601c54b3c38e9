/** Numbers and times as people read them. */

export function bytes(n: number): string {
  if (n < 1_000) return `${n} B`;
  if (n < 1_000_000) return `${(n / 1_000).toFixed(0)} KB`;
  if (n < 1_000_000_000) return `${(n / 1_000_000).toFixed(n < 10_000_000 ? 1 : 0)} MB`;
  return `${(n / 1_000_000_000).toFixed(2)} GB`;
}

/** 75.2 → "1:15", with `precise` "1:15.2". Whole seconds are cut off, as players do. */
export function clock(seconds: number, precise = false): string {
  const tenths = precise ? Math.round(seconds * 10) : Math.floor(seconds) * 10;
  const whole = Math.floor(tenths / 10);
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, "0");
  const head = h > 0 ? `${h}:${String(m).padStart(2, "0")}` : `${m}`;
  return `${head}:${s}${precise ? `.${tenths % 10}` : ""}`;
}

/** A length of time in words: "8.0 s", "42 s", "3 min 5 s", "1 h 20 min". */
export function span(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A number's sign as typesetters write it. */
export const minus = (number: string) => number.replace("-", "−");

/** 1 part, 2 parts. */
export const plural = (n: number, one: string) => `${n} ${one}${n === 1 ? "" : "s"}`;

const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
/** A metric a platform doesn't give is unknown, not zero. */
export const count = (n: number | null | undefined) => (n == null ? "–" : short.format(n));

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const moment = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
export const date = (iso: string) => day.format(new Date(iso));
export const dateTime = (iso: string) => moment.format(new Date(iso));

const names: Record<string, string> = {
  tiktok: "TikTok",
  instagram: "Instagram Reels",
  youtube: "YouTube",
  youtube_shorts: "YouTube Shorts",
  facebook: "Facebook Reels",
  analyse: "Analysis",
  probe: "Check",
  index: "Search index",
  policy: "Policy check",
  publish: "Publishing",
};
/** "awaiting_approval" → "Awaiting approval", "tiktok" → "TikTok". */
export function label(name: string): string {
  const words = name.replaceAll("_", " ");
  return names[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
