import { readEvents } from "../assistant/events";
import { http, of } from "./http";
import { page } from "./paging";
import type { Card, ChatAnswer, ChatRequest, Confirmation, Conversation, Page, Turn } from "./types";

/** What happens in a turn, as it happens. */
export type ChatEvent =
  | { kind: "start"; data: { conversationId: string; number: number } }
  | { kind: "text"; data: { text: string } }
  | { kind: "tool"; data: { name: string; title: string } }
  | { kind: "card"; data: Card }
  | { kind: "confirm"; data: Confirmation }
  | { kind: "error"; data: { code: string; message: string; retryAfterSeconds: number | null } }
  | { kind: "done"; data: ChatAnswer };

export const assistant = {
  conversations: (after: string | null) => http.get<Page<Conversation>>(`conversations${page(after)}`),
  turns: (id: string, after: string | null) =>
    http.get<Page<Turn>>(`conversations/${of(id)}/turns${page(after)}`),
  remove: (id: string) => http.remove(`conversations/${of(id)}`),
  /** Ends when the turn does; a stream that breaks before is an error, though the turn goes on. */
  say: async (request: ChatRequest, heard: (event: ChatEvent) => void) => {
    const answer = await http.open("chat", request, "text/event-stream");
    let done = false;
    for await (const { kind, data } of readEvents(answer.body as ReadableStream<Uint8Array>)) {
      done ||= kind === "done";
      heard({ kind, data: JSON.parse(data) } as ChatEvent);
    }
    if (!done) throw new Error("The connection broke. The assistant goes on; its answer appears here.");
  },
};
