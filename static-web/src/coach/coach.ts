import { http } from "../api/http";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Plan = Schemas["CoachPlanView"];
export type Step = Schemas["CoachStepView"];
export type Item = Schemas["CoachItemView"];
export type Offer = Schemas["CoachCategoriesView"];
export type ItemAction = Step["actions"][number];

/** Whose zone decides which day it is. */
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whoever is signed in must not go on as somebody without an account when their session has ended. */
const as = (signedIn: boolean) => (signedIn ? "signedIn=true" : "");

export const coach = {
  offer: (language: string | null, signedIn: boolean) =>
    http.get<Offer>(
      `coach/categories?tz=${encodeURIComponent(zone())}${language ? `&lang=${language}` : ""}&${as(signedIn)}`,
    ),
  plan: (language: string, category: string, signedIn: boolean) =>
    http.post<Plan>(`coach/plans?${as(signedIn)}`, { language, category, timeZone: zone() }),
  record: (planId: number, itemId: number, action: ItemAction, signedIn: boolean) =>
    http.post<Schemas["CoachActionDoneView"]>(`coach/actions?${as(signedIn)}`, { planId, itemId, action }),
  /** What this browser did before its person had an account. */
  claim: () => http.post<Schemas["CoachClaimView"]>("coach/claim"),
};

export const coachKeys = {
  offer: (language: string | null) => ["coach", "offer", language] as const,
  plan: (language: string, category: string) => ["coach", "plan", language, category] as const,
};
