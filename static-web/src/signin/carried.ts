const key = "shortloop.carried";

/**
 * What stands behind the # of the page one wanted, over the way to a provider and back, in this tab: in an address it would
 * reach servers and their logs.
 */
export const carried = {
  put() {
    try {
      if (window.location.hash) sessionStorage.setItem(key, window.location.hash);
      else sessionStorage.removeItem(key);
    } catch {
      // storage can be forbidden; the mailed link then has to be opened again
    }
  },
  /** The hash of this address, or the one that was carried here. */
  take(): string {
    try {
      const kept = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      return window.location.hash || (kept ?? "");
    } catch {
      return window.location.hash;
    }
  },
};
