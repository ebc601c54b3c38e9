import type { ReactNode } from "react";
import type { Turn } from "../api/types";
import styles from "./Assistant.module.css";

/** What the person said and what the assistant did. Both are shown as the words that they are. */
export function Said({ message, text, under }: { message: string; text: string; under: ReactNode }) {
  return (
    <>
      <div className={styles.mine}>
        <span className={styles.who}>You</span>
        <p>{message}</p>
      </div>
      <div className={styles.theirs}>
        <span className={styles.who}>Assistant</span>
        {text && <p>{text}</p>}
        {under && <div className={styles.hint}>{under}</div>}
      </div>
    </>
  );
}

/** Why it broke off, and who spoke. */
export function Under({ turn }: { turn: Turn }) {
  if (turn.failure) return <span className={styles.failure}>{turn.failure.message}</span>;
  if (turn.endedAt === null) return <>Under way …</>;
  return turn.model === null ? null : <>by {turn.model}</>;
}
