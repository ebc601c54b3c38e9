import { label } from "../format";

const names: Record<string, string> = {
  job_done: "A video is through",
  job_failed: "A video could not be made",
  approval_wanted: "A post waits for approval",
  changes_requested: "Changes to a post are asked for",
  post_published: "A post is out",
  post_failed: "A post could not be published",
  post_outcome_unknown: "It isn’t known whether a post is out",
  post_late: "A post is late",
  account_needs_reconnecting: "An account has to be connected again",
  account_connected: "An account was connected",
  sign_in_from_new_place: "A sign-in from a new place",
  credits_low: "Credits run low",
  payment_failed: "A payment failed",
  tier_changed: "The tier has changed",
  budget_soft_stop: "A budget is nearly used up",
  budget_hard_stop: "A budget is used up",
  trend_found: "A trend was found",
  daily_plan_ready: "The daily plan is ready",
  export_ready: "An export is ready",
};

/** What one is told of, in words; a kind that is newer than this page by its own name. */
export const kindName = (kind: string) => names[kind] ?? label(kind);
