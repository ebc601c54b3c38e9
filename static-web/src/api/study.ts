import { http, of } from "./http";
import { page } from "./paging";
import type { Job, Note, NoteIdeas, NoteNeighbours, NoteSummary, Page, Source } from "./types";

/** Study notes and what they are made from. */
export const study = {
  notes: (after: string | null, q: string) => http.get<Page<NoteSummary>>(`notes${page(after, { q })}`),
  note: (id: string) => http.getVersioned<Note>(`notes/${of(id)}`),
  write: (wish: { link: string } | { sourceId: string }, key: string) => http.post<Job>("notes", wish, key),
  change: (id: string, change: { title: string; body: string }, etag: string | null) =>
    http.put<Note>(`notes/${of(id)}`, change, etag),
  remove: (id: string) => http.remove(`notes/${of(id)}`),
  links: (id: string) => http.get<NoteNeighbours>(`notes/${of(id)}/links`),
  ideas: (id: string) => http.post<NoteIdeas>(`notes/${of(id)}/ideas`),
  translate: (id: string, language: string) => http.post<Job>(`notes/${of(id)}/translate`, { language }),
  sources: (after: string | null) => http.get<Page<Source>>(`sources${page(after)}`),
  upload: (file: File) => http.send<Source>(`sources${page(null, { fileName: file.name })}`, file),
  removeSource: (id: string) => http.remove(`sources/${of(id)}`),
  file: (id: string, format: "markdown" | "pdf") => `/api/v1/notes/${of(id)}/export?format=${format}`,
  vault: "/api/v1/notes/export",
};
