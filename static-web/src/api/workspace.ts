import { http, of, type Versioned } from "./http";
import { page } from "./paging";
import type {
  AddedToBrand,
  ApiKey,
  AuditEntry,
  AuditVerdict,
  BrandEntry,
  KeyMade,
  NewBrandEntry,
  NewKey,
  Notice,
  NoticeChoice,
  NoticePreferences,
  Page,
  Project,
  ProjectChange,
} from "./types";

/** Notices, keys, projects, brand kit, audit: what an organisation works with beside its videos. */
export const workspace = {
  notices: (after: string | null, limit = 30) =>
    http.get<Page<Notice> & { unread: number }>(`me/notices${page(after, { limit: String(limit) })}`),
  readNotice: (id: string) => http.post<void>(`me/notices/${of(id)}/read`),
  readAllNotices: () => http.post<void>("me/notices/read"),
  noticePreferences: () => http.getVersioned<NoticePreferences>("me/notifications"),
  setNoticePreferences: (kinds: NoticeChoice[], etag: string | null) =>
    http.put<NoticePreferences>("me/notifications", { kinds }, etag),
  unsubscribe: (token: string) =>
    http.post<{ kind: string }>(`notifications/unsubscribe?token=${encodeURIComponent(token)}`),

  keys: (org: string, after: string | null) => http.get<Page<ApiKey>>(`orgs/${of(org)}/keys${page(after)}`),
  createKey: (org: string, wish: NewKey) => http.post<KeyMade>(`orgs/${of(org)}/keys`, wish),
  revokeKey: (org: string, id: string) => http.remove(`orgs/${of(org)}/keys/${of(id)}`),

  audit: (org: string, after: string | null) =>
    http.get<Page<AuditEntry>>(`orgs/${of(org)}/audit${page(after)}`),
  verifyAudit: (org: string) => http.get<AuditVerdict>(`orgs/${of(org)}/audit/verify`),
  auditExport: (org: string) => `/api/v1/orgs/${of(org)}/audit/export?format=csv`,

  projects: (after: string | null, archived: boolean) =>
    http.get<Page<Project>>(`projects${page(after, { archived: archived ? "true" : "" })}`),
  project: (id: string) => http.getVersioned<Project>(`projects/${of(id)}`),
  createProject: (name: string, key: string) => http.post<Project>("projects", { name }, key),
  changeProject: (id: string, change: ProjectChange, etag: string | null): Promise<Versioned<Project>> =>
    http.patch<Project>(`projects/${of(id)}`, change, etag),

  brand: (after: string | null) => http.get<Page<BrandEntry>>(`brand${page(after, { limit: "100" })}`),
  addToBrand: (entry: NewBrandEntry) => http.post<AddedToBrand>("brand", entry),
  completeBrand: (id: string, blockIds: string[]) =>
    http.post<BrandEntry>(`brand/${of(id)}/complete`, { blockIds }, `complete-${id}`),
  removeFromBrand: (id: string) => http.remove(`brand/${of(id)}`),
};
