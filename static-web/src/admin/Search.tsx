import { type ReactNode, useState } from "react";
import { Button } from "../ui/Button/Button";
import styles from "./Admin.module.css";

/** Asks anew when it is sent, not at every letter. */
export function Search({
  label,
  onSearch,
  children,
}: {
  label: string;
  onSearch: (text: string) => void;
  children?: ReactNode;
}) {
  const [text, setText] = useState("");
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">Search</Button>
      {children}
    </form>
  );
}
