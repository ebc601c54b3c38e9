import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { people } from "./people";

const kinds = [
  "job",
  "video",
  "post",
  "render",
  "account",
  "notice",
  "brand",
  "note",
  "month",
  "trend",
  "blogger",
] as const;
type Kind = (typeof kinds)[number];
interface Change {
  id: string;
  videoId?: string;
}

const reconnectMs = 5_000;
/** A usual reconnection takes no longer; after it the pages poll. */
const graceMs = 8_000;
const gatherMs = 250;

/**
 * The one event stream of the page. An event says "this changed, read it again"; the data come from the
 * API as always. The server ends the stream after 40 s and the browser reconnects with Last-Event-ID;
 * only when the browser gives up for good (a refused answer) is a new stream opened here. A "reset" says
 * that more was missed than is told again.
 */
class Live {
  connected = false;
  private listeners = new Set<() => void>();

  start(client: QueryClient): () => void {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    let stopped = false;
    const changes = gather((key) => void client.invalidateQueries({ queryKey: key }));

    // The browser gives up when it is refused, and doesn't say why: asking who is here renews the session, if that was it.
    const reopen = async () => {
      const here = await people.me().then(
        () => true,
        () => false,
      );
      if (stopped) return;
      if (here) open();
      else timer = setTimeout(() => void reopen(), reconnectMs);
    };
    const open = () => {
      source = new EventSource("/api/v1/events");
      source.onopen = () => {
        clearTimeout(timer);
        timer = undefined;
        this.set(true);
        if (missed) void client.invalidateQueries();
        missed = false;
      };
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) {
          missed = true;
          this.set(false);
          clearTimeout(timer);
          timer = setTimeout(() => void reopen(), reconnectMs);
        } else timer ??= setTimeout(() => this.set(false), graceMs);
      };
      source.addEventListener("reset", () => void client.invalidateQueries());
      for (const kind of kinds)
        source.addEventListener(kind, (event) => {
          for (const key of changedBy(kind, JSON.parse(event.data))) changes(key);
        });
    };
    open();
    return () => {
      stopped = true;
      clearTimeout(timer);
      source?.close();
      this.set(false);
    };
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(connected: boolean) {
    this.connected = connected;
    for (const listener of this.listeners) listener();
  }
}

export const live = new Live();

export const useLive = () => useSyncExternalStore(live.subscribe, () => live.connected);

/** Which of the page's data an event makes old. */
export function changedBy(kind: Kind, { id, videoId }: Change): string[][] {
  switch (kind) {
    case "job":
      return [["job", id]];
    case "video":
      return [["library"], ["video", id]];
    case "render":
      return [videoId ? ["video", videoId, "renders"] : ["video"]];
    case "post":
      return [videoId ? ["video", videoId, "posts"] : ["video"]];
    case "account":
      return [["accounts"]];
    case "notice":
      return [["notices"]];
    case "brand":
      return [["brand"]];
    case "note":
      return [["notes"], ["sources"]];
    case "month":
      return [["month", id], ["item"]];
    case "trend":
      return [["radar"]];
    case "blogger":
      return [["radar", "bloggers"]];
  }
}

/** Progress events come in bursts; each key is passed on once per burst. */
function gather(flush: (key: string[]) => void): (key: string[]) => void {
  const waiting = new Map<string, string[]>();
  return (key) => {
    if (waiting.size === 0)
      setTimeout(() => {
        const keys = [...waiting.values()];
        waiting.clear();
        keys.forEach(flush);
      }, gatherMs);
    waiting.set(key.join("/"), key);
  };
}
