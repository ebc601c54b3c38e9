const spoken = ["en", "ru", "es"];

/** The first of the reader's languages that mails are written in. */
export const language = (wanted: readonly string[] = navigator.languages) =>
  wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => spoken.includes(tag)) ?? "en";

export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "Etc/UTC";
