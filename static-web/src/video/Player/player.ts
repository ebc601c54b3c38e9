import { createContext, useContext, useEffect, useState } from "react";

export interface Player {
  element: HTMLVideoElement | null;
  attach: (element: HTMLVideoElement | null) => void;
  seek: (seconds: number, show?: boolean) => void;
}

export const PlayerContext = createContext<Player>({ element: null, attach: () => {}, seek: () => {} });

export const usePlayer = () => useContext(PlayerContext);

export function usePlayerState(): Player {
  const [element, attach] = useState<HTMLVideoElement | null>(null);
  const seek = (seconds: number, show = false) => {
    if (!element) return;
    element.currentTime = Math.max(0, seconds);
    if (show) element.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  return { element, attach, seek };
}

/** The time of the player, as often as the screen is drawn while it plays. */
export function useCurrentTime(element: HTMLVideoElement | null): number {
  const [time, setTime] = useState(0);
  useEffect(() => {
    if (!element) return;
    let frame = 0;
    const read = () => setTime(element.currentTime);
    const loop = () => {
      read();
      if (!element.paused) frame = requestAnimationFrame(loop);
    };
    const events = ["seeking", "seeked", "timeupdate", "loadedmetadata"] as const;
    for (const event of events) element.addEventListener(event, read);
    element.addEventListener("play", loop);
    return () => {
      cancelAnimationFrame(frame);
      for (const event of events) element.removeEventListener(event, read);
      element.removeEventListener("play", loop);
    };
  }, [element]);
  return time;
}

/**
 * Links to stored files are signed and change with every answer; a player that is given a new one starts
 * over. So the first one stays until it no longer works, and only then the newest is taken.
 */
export function useSteadyUrl(url: string | null): [string | null, () => boolean] {
  const [held, setHeld] = useState(url);
  if (held === null && url !== null) setHeld(url);
  const renew = () => {
    if (url === null || url === held) return false;
    setHeld(url);
    return true;
  };
  return [held, renew];
}
