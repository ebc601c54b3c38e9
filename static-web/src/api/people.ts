import { http, of } from "./http";
import type {
  Installation,
  Invitation,
  Me,
  Member,
  Organisation,
  Page,
  Registration,
  SignedInSession,
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

  me: () => http.get<Me>("me"),
  sessions: () => http.get<Page<SignedInSession>>("me/sessions"),
  endSession: (id: string) => http.remove(`me/sessions/${of(id)}`),
  join: (token: string) => http.post<Organisation>("me/invitations", { token }),

  organisations: () => http.get<Page<Organisation>>("orgs"),
  createOrganisation: (name: string, key: string) => http.post<Organisation>("orgs", { name }, key),
  renameOrganisation: (id: string, name: string) => http.patch<Organisation>(`orgs/${of(id)}`, { name }),
  members: (org: string) => http.get<Page<Member>>(`orgs/${of(org)}/members`),
  changeRole: (org: string, user: string, role: string) =>
    http.put<void>(`orgs/${of(org)}/members/${of(user)}`, { role }),
  removeMember: (org: string, user: string) => http.remove(`orgs/${of(org)}/members/${of(user)}`),
  invitations: (org: string) => http.get<Page<Invitation>>(`orgs/${of(org)}/invitations`),
  invite: (org: string, email: string, role: string) =>
    http.post<void>(`orgs/${of(org)}/invitations`, { email, role }),
  withdraw: (org: string, id: string) => http.remove(`orgs/${of(org)}/invitations/${of(id)}`),
};
