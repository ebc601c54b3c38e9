import { http, of } from "./http";
import { page } from "./paging";
import type {
  AdminJob,
  AdminUser,
  AuditEntry,
  DeadLetter,
  Flag,
  InstallationFigures,
  LogLine,
  Page,
  Policy,
  PolicyDraft,
} from "./types";

/** For administrators of the installation only. */
export const administration = {
  stats: () => http.get<InstallationFigures>("admin/stats"),
  users: (after: string | null, search: string) =>
    http.get<Page<AdminUser>>(`admin/users${page(after, { search })}`),
  user: (id: string) => http.getVersioned<AdminUser>(`admin/users/${of(id)}`),
  changeUser: (id: string, change: { active?: boolean; role?: "user" | "admin" }, etag: string | null) =>
    http.patch<AdminUser>(`admin/users/${of(id)}`, change, etag),
  jobs: (after: string | null, status: string) =>
    http.get<Page<AdminJob>>(`admin/jobs${page(after, { status })}`),
  cancelJob: (id: string) => http.post<AdminJob>(`admin/jobs/${of(id)}/cancel`),
  deadLetters: () => http.get<Page<DeadLetter>>("admin/dead-letters"),
  redrive: (queue: string, id: string) => http.post<DeadLetter>("admin/dead-letters/redrive", { queue, id }),
  drop: (queue: string, id: string) => http.post<DeadLetter>("admin/dead-letters/drop", { queue, id }),
  policies: (after: string | null) => http.get<Page<Policy>>(`admin/policies${page(after)}`),
  addPolicy: (draft: PolicyDraft) => http.post<Policy>("admin/policies", draft),
  activatePolicy: (version: number) => http.post<Policy>(`admin/policies/${version}/activate`),
  flags: () => http.get<Page<Flag>>("admin/flags"),
  flag: (name: string) => http.getVersioned<Flag>(`admin/flags/${of(name)}`),
  setFlag: (name: string, on: boolean, percent: number, etag: string | null) =>
    http.put<Flag>(`admin/flags/${of(name)}`, { on, percent }, etag),
  logs: (level: string, requestId: string) =>
    http.get<Page<LogLine>>(`admin/logs${page(null, { level, requestId })}`),
  audit: (after: string | null) => http.get<Page<AuditEntry>>(`admin/audit${page(after)}`),
};
