import type { Privacy, ProduceOptions } from "../api/types";

/** Who may see the posts; "nobody" renders the shorts without publishing them. */
export type PostsFor = Privacy | "nobody";

/** What is to be made, before anybody has said who may see it. */
export type Wish = Omit<ProduceOptions, "privacy">;

export const decided = (wish: Wish, postsFor: PostsFor): ProduceOptions => ({
  ...wish,
  privacy: postsFor === "nobody" ? null : postsFor,
});
