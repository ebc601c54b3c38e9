import { useSyncExternalStore } from "react";
import { Button } from "../Button/Button";
import { cx } from "../cx";
import { Icon } from "../Icon/Icon";
import styles from "./Toasts.module.css";
import { toast } from "./toast";

export function Toasts() {
  const list = useSyncExternalStore(toast.subscribe, toast.snapshot);
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {list.map(({ id, tone, text }) => (
        <div key={id} className={cx(styles.toast, styles[tone])}>
          <Icon name={tone === "good" ? "check" : "alert"} />
          <p>{text}</p>
          <Button kind="quiet" small icon="close" aria-label="Dismiss" onClick={() => toast.dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
