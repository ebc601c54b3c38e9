/** What renewing a session needs of the browser. */
export interface World {
  /** POST auth/refresh. The tokens travel in cookies that no script can read. */
  refresh(): Promise<number>;
  /** Runs the work of one tab at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** When any tab renewed the session last, in milliseconds. */
  renewedAt(): number;
  rememberRenewal(at: number): void;
  now(): number;
}

/** Whether a refused call is worth sending again, whether the person is signed out, or whether the server could not say. */
export type Renewal = "renewed" | "ended" | "unknown";

export class Session {
  private renewal: Promise<Renewal> | null = null;
  private listeners = new Set<() => void>();

  constructor(private readonly world: World) {}

  /**
   * A call sent at that time was refused for want of a sign-in. However many are, and in however many tabs, the session is
   * renewed once: a refresh token that is used twice would end it.
   */
  renew(sentAt: number): Promise<Renewal> {
    this.renewal ??= this.world
      .alone(() => this.ask(sentAt))
      .finally(() => {
        this.renewal = null;
      });
    return this.renewal;
  }

  /** A call that replaces the refresh token itself: no renewal may come between. */
  replace<T>(call: () => Promise<T>): Promise<T> {
    return this.world.alone(async () => {
      const answer = await call();
      this.world.rememberRenewal(this.world.now());
      return answer;
    });
  }

  /** Nobody is signed in here any longer, or yet. */
  end(): void {
    for (const listener of this.listeners) listener();
  }

  onEnd = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private async ask(sentAt: number): Promise<Renewal> {
    const renewedAt = this.world.renewedAt();
    // the call went out with the cookie from before; a time to come is from a clock that was put back
    if (renewedAt >= sentAt && renewedAt <= this.world.now()) return "renewed";
    const status = await this.world.refresh().catch(() => 0);
    if (status === 200) this.world.rememberRenewal(this.world.now());
    // 409: a tab that knows no locks has renewed it this moment, and the new cookie is there
    if (status === 200 || status === 409) return "renewed";
    return status === 401 || status === 403 ? "ended" : "unknown";
  }
}

const renewedKey = "shortloop.renewed";
let renewedHere = 0;

const browser: World = {
  refresh: async () => {
    // kept alive: a page that is left in the middle of it would lose the new token, and the old one is used up
    const { status } = await fetch("/api/v1/auth/refresh", { method: "POST", keepalive: true });
    // whoever was faster is about to get the new cookie
    if (status === 409) await new Promise((resolve) => setTimeout(resolve, 300));
    return status;
  },
  alone: (work) =>
    "locks" in navigator
      ? (navigator.locks.request("shortloop.session", work) as ReturnType<typeof work>)
      : work(),
  renewedAt: () => {
    try {
      return Math.max(renewedHere, Number(localStorage.getItem(renewedKey) ?? 0));
    } catch {
      return renewedHere;
    }
  },
  rememberRenewal: (at) => {
    renewedHere = at;
    try {
      localStorage.setItem(renewedKey, String(at));
    } catch {
      // storage can be forbidden; other tabs then learn it from the server
    }
  },
  now: Date.now,
};

export const session = new Session(browser);
