const seenBy: Record<string, string> = {
  PUBLIC_TO_EVERYONE: "Everyone",
  MUTUAL_FOLLOW_FRIENDS: "Friends",
  FOLLOWER_OF_CREATOR: "Followers",
  SELF_ONLY: "Only you",
};

export const viewers = (privacy: string) => `${seenBy[privacy] ?? privacy} may see it`;

/** What a platform says, with its own words for who may see a post put as people say them. */
export const plainly = (text: string) =>
  Object.entries(seenBy).reduce((said, [word, plain]) => said.replaceAll(word, `“${plain}”`), text);
