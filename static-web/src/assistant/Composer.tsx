import { useEffect, useId, useRef } from "react";
import { Button } from "../ui/Button/Button";
import styles from "./Assistant.module.css";

const longest = 4_000;

/** Where one writes: Enter sends, with Shift it is a new line. */
export function Composer({
  busy,
  focus,
  send,
}: {
  busy: boolean;
  /** The page was just made anew under the writer's hands. */
  focus: boolean;
  send: (message: string) => void;
}) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const submit = () => {
    const message = field.current?.value.trim();
    if (busy || !field.current || !message) return;
    field.current.value = "";
    send(message);
  };
  return (
    <form
      className={styles.composer}
      aria-label="Say something"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id}>Message</label>
      <div className={styles.line}>
        <textarea
          ref={field}
          id={id}
          rows={2}
          maxLength={longest}
          placeholder="What is scheduled?"
          onKeyDown={(event) => {
            // while letters are put together, Enter chooses one
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <Button kind="primary" type="submit" aria-disabled={busy} aria-busy={busy}>
          Send
        </Button>
      </div>
    </form>
  );
}
