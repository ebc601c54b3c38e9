import { signInPath } from "./returnTo";

type News = "in" | "out";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("shortloop.session");

/**
 * Wherever a person comes or goes, the page starts anew, in all tabs: nothing that was read or half done for one is left for
 * the next.
 */
export const crossing = {
  signedIn(to: string) {
    channel?.postMessage("in" satisfies News);
    window.location.assign(to);
  },

  signedOut() {
    channel?.postMessage("out" satisfies News);
    window.location.assign("/login");
  },

  /** Where one sees how far the deletion is, without a sign-in. */
  deleted(id: string) {
    channel?.postMessage("out" satisfies News);
    window.location.assign(`/deleted#${id}`);
  },

  /** The session has ended under the page. */
  lost() {
    window.location.assign(signInPath(window.location));
  },

  /** What happens in other tabs. */
  follow(): () => void {
    const hear = ({ data }: MessageEvent<News>) => {
      if (data === "in") window.location.reload();
      else this.lost();
    };
    channel?.addEventListener("message", hear);
    return () => channel?.removeEventListener("message", hear);
  },
};
