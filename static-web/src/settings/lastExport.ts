const keyOf = (userId: string) => `shortloop.export.${userId}`;

/** Which archive was asked for in this browser last, so that the page shows it again. */
export const lastExport = {
  of(userId: string): string | null {
    try {
      return localStorage.getItem(keyOf(userId));
    } catch {
      return null;
    }
  },
  remember(userId: string, exportId: string) {
    try {
      localStorage.setItem(keyOf(userId), exportId);
    } catch {
      // storage can be forbidden; the page then forgets it with the next load
    }
  },
};
