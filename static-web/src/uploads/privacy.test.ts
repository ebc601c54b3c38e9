import { expect, test } from "vitest";
import { decided, type Wish } from "./privacy";

const wish: Wish = {
  platforms: ["tiktok"],
  framing: "blur",
  requireApproval: false,
  publishAt: null,
  goal: null,
};

test("decided_Nobody_RendersOnly", () => {
  expect(decided(wish, "nobody").privacy).toBeNull();
});

test("decided_Friends_IsThePlatformsOwnWord", () => {
  expect(decided(wish, "MUTUAL_FOLLOW_FRIENDS")).toEqual({ ...wish, privacy: "MUTUAL_FOLLOW_FRIENDS" });
});
