import { http, of } from "./http";
import { page } from "./paging";
import { session } from "./session";
import type {
  DeletionRequest,
  Export,
  Installation,
  Invitation,
  Job,
  LegalText,
  LinkStarted,
  LoginMethod,
  Me,
  Member,
  Organisation,
  Page,
  ProfileEdit,
  Registration,
  SignedInSession,
  SignInProvider,
} from "./types";

/** Sign-in, the person, and organisations. What a sign-in answers with is in cookies; the rest of it is for programs. */
export const people = {
  installation: () => http.get<Installation>("installation"),
  register: (form: Registration) => http.post<void>("auth/register", form),
  verify: (token: string, password: string) => http.post<void>("auth/verify", { token, password }),
  signIn: (email: string, password: string) => http.post<void>("auth/login", { email, password }),
  signOut: () => http.post<void>("auth/logout"),
  forgot: (email: string) => http.post<void>("auth/forgot", { email }),
  reset: (token: string, password: string) => http.post<void>("auth/reset", { token, password }),

  providers: () => http.get<Page<SignInProvider>>("auth/providers"),
  switchTo: (orgId: string) => session.replace(() => http.post<void>("auth/switch", { orgId })),

  me: () => http.getVersioned<Me>("me"),
  edit: (profile: ProfileEdit, etag: string | null) => http.patch<Me>("me", profile, etag),
  changePassword: (oldPassword: string, newPassword: string) =>
    http.post<void>("me/password", { oldPassword, newPassword }),
  changeEmail: (email: string, password: string) =>
    http.post<void>("me/email", { email, ...(password && { password }) }),
  confirmEmail: (token: string) => http.post<void>("me/email/confirm", { token }),
  deleteMe: (proof: DeletionRequest) => http.post<Job>("me/delete", proof),
  deletion: (id: string) => http.get<Job>(`deletions/${of(id)}`),
  deleteOrganisation: (id: string, confirm: string) => http.remove<Job>(`orgs/${of(id)}`, { confirm }),
  legal: (name: string, language: string) =>
    http.getVersioned<LegalText>(`legal/${of(name)}?lang=${of(language)}`),
  changeLegal: (
    name: string,
    language: string,
    text: { version: string; markdown: string },
    seen: string | null,
  ) => http.put<LegalText>(`legal/${of(name)}?lang=${of(language)}`, text, seen),
  startExport: () => http.post<Job>("me/export"),
  exported: (id: string) => http.get<Export>(`me/export/${of(id)}`),
  logins: () => http.get<Page<LoginMethod>>("me/logins"),
  link: (provider: string, returnTo: string) =>
    http.post<LinkStarted>(`me/logins/${of(provider)}/start`, { returnTo }),
  removeLogin: (id: string) => http.remove(`me/logins/${of(id)}`),
  sessions: () => http.get<Page<SignedInSession>>("me/sessions"),
  endSession: (id: string) => http.remove(`me/sessions/${of(id)}`),
  join: (token: string) => http.post<Organisation>("me/invitations", { token }),

  organisations: () => http.get<Page<Organisation>>("orgs"),
  createOrganisation: (name: string, key: string) => http.post<Organisation>("orgs", { name }, key),
  renameOrganisation: (id: string, name: string) => http.patch<Organisation>(`orgs/${of(id)}`, { name }),
  members: (org: string, after: string | null) =>
    http.get<Page<Member>>(`orgs/${of(org)}/members${page(after)}`),
  changeRole: (org: string, user: string, role: string) =>
    http.put<void>(`orgs/${of(org)}/members/${of(user)}`, { role }),
  removeMember: (org: string, user: string) => http.remove(`orgs/${of(org)}/members/${of(user)}`),
  invitations: (org: string, after: string | null) =>
    http.get<Page<Invitation>>(`orgs/${of(org)}/invitations${page(after)}`),
  invite: (org: string, email: string, role: string) =>
    http.post<void>(`orgs/${of(org)}/invitations`, { email, role }),
  withdraw: (org: string, id: string) => http.remove(`orgs/${of(org)}/invitations/${of(id)}`),
};
