import { clock } from "../format";
import { usePlayer } from "./Player/player";
import styles from "./TimeLink.module.css";

/** A moment of the video; a click goes there. */
export function TimeLink({ at, end }: { at: number; end?: number | null }) {
  const { seek } = usePlayer();
  return (
    <button
      type="button"
      className={styles.time}
      aria-label={`Go to ${clock(at, true)}`}
      onClick={() => seek(at, true)}
    >
      {clock(at, true)}
      {end != null && end > at && `–${clock(end, true)}`}
    </button>
  );
}
