import type { Confirmation } from "../api/types";
import { Button } from "../ui/Button/Button";
import styles from "./Assistant.module.css";

/** The only place where what the assistant was asked to delete, cancel or publish is let happen. */
export function Question({
  asked,
  busy,
  answer,
}: {
  asked: Confirmation;
  busy: boolean;
  answer: (actionId: string, approve: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a form around it
    <div role="group" aria-label="Your confirmation" className={styles.question}>
      <p>{asked.question}</p>
      <div className={styles.buttons}>
        <Button kind="primary" aria-disabled={busy} onClick={() => busy || answer(asked.actionId, true)}>
          Yes, do it
        </Button>
        <Button aria-disabled={busy} onClick={() => busy || answer(asked.actionId, false)}>
          No, leave it
        </Button>
      </div>
    </div>
  );
}
