/** "US, DE\nES" → ["US", "DE", "ES"]; with `lines` a line may have several words. */
export const words = (text: string | undefined, lines = false): string[] => [
  ...new Set(
    (text ?? "")
      .split(lines ? /[\n,;]/ : /[\s,;]+/)
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  ),
];
