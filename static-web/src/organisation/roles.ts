export const roles = ["viewer", "editor", "admin", "owner"] as const;

export const may: Record<string, string> = {
  viewer: "sees everything",
  editor: "makes videos and posts",
  admin: "also connects accounts and manages members",
  owner: "also pays, and can do everything",
};

export const atLeast = (role: string, needed: (typeof roles)[number]) =>
  roles.indexOf(role as (typeof roles)[number]) >= roles.indexOf(needed);

/** Nobody gives or takes more than they have themselves. */
export const upTo = (role: string) => roles.filter((other) => atLeast(role, other));
