import { useState } from "react";
import type { Platform } from "../api/types";
import type { PostsFor, Wish } from "../uploads/privacy";

export interface Choice {
  platforms: Platform[];
  framing: "blur" | "crop";
  requireApproval: boolean;
  /** As the date field holds it, in the reader's own time zone; empty is "as soon as it is ready". */
  publishAt: string;
  goal: string;
  /** Null until chosen. */
  postsFor: PostsFor | null;
}

const key = "shortloop.produce";
const usual: Choice = {
  platforms: ["tiktok", "instagram"],
  framing: "blur",
  requireApproval: false,
  publishAt: "",
  goal: "",
  postsFor: null,
};

/** What is to be made of the next uploads. Habits are kept for the next visit; time, goal and who may see it are not. */
export function useProduceOptions() {
  const [options, setOptions] = useState<Choice>(() => ({ ...usual, ...kept() }));
  const change = (values: Partial<Choice>) => {
    const next = { ...options, ...values };
    setOptions(next);
    const { platforms, framing, requireApproval } = next;
    try {
      localStorage.setItem(key, JSON.stringify({ platforms, framing, requireApproval }));
    } catch {
      // storage can be forbidden; the usual choice is then offered next time
    }
  };
  const wish = (): Wish => ({
    platforms: options.platforms,
    framing: options.framing,
    requireApproval: options.requireApproval,
    publishAt: options.publishAt ? new Date(options.publishAt).toISOString() : null,
    goal: options.goal.trim() || null,
  });
  return { options, change, wish };
}

function kept(): Partial<Choice> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Choice>;
  } catch {
    return {};
  }
}
