import { label } from "../../format";
import { cx } from "../cx";
import styles from "./Badge.module.css";

type Tone = "plain" | "good" | "warn" | "bad" | "busy";

const tones: Record<string, Tone> = {
  processed: "good",
  succeeded: "good",
  published: "good",
  in_inbox: "good",
  done: "good",
  allow: "good",
  connected: "good",
  planned: "good",
  approved: "good",
  produced: "good",
  planning: "busy",
  producing: "busy",
  needs_attention: "warn",
  uploading: "busy",
  processing: "busy",
  running: "busy",
  rendering: "busy",
  publishing: "busy",
  awaiting_approval: "warn",
  changes_requested: "warn",
  outcome_unknown: "warn",
  needs_reconnecting: "warn",
  review: "warn",
  failed: "bad",
  block: "bad",
};

/** A state, in words and in colour. */
export function Badge({ status, text }: { status: string; text?: string }) {
  const tone = tones[status] ?? "plain";
  return <span className={cx(styles.badge, tone !== "plain" && styles[tone])}>{text ?? label(status)}</span>;
}
