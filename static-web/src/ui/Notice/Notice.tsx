import type { ReactNode } from "react";
import { Button } from "../Button/Button";
import { cx } from "../cx";
import { Icon } from "../Icon/Icon";
import { message } from "../Toasts/toast";
import styles from "./Notice.module.css";

export function Notice({ tone, children }: { tone: "good" | "warn" | "bad"; children: ReactNode }) {
  return (
    <div className={cx(styles.notice, styles[tone])} role={tone === "bad" ? "alert" : undefined}>
      <Icon name={tone === "good" ? "check" : "alert"} />
      <div className={styles.body}>{children}</div>
    </div>
  );
}

/** What couldn't be read, why, and another try. */
export function LoadError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Notice tone="bad">
      <p>{message(error)}</p>
      <Button small icon="retry" onClick={retry}>
        Try again
      </Button>
    </Notice>
  );
}
