import { Link, useLocation } from "wouter";
import { assistant } from "../api/assistant";
import { dateTime } from "../format";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { useAction } from "../ui/useAction";
import styles from "./Assistant.module.css";

export const conversationsKey = ["conversations"] as const;

/** One's own conversations; on a narrow page folded away. */
export function Conversations({ id }: { id: string | null }) {
  const [, navigate] = useLocation();
  const conversations = usePages([...conversationsKey, "list"], assistant.conversations);
  const remove = useAction(
    async (which: string) => {
      await assistant.remove(which);
      if (which === id) navigate("/assistant");
    },
    [[...conversationsKey]],
    "The conversation is deleted.",
  );
  return (
    <details className={styles.past}>
      <summary>Conversations</summary>
      <div className={styles.pastList}>
        <div>
          <Button small onClick={() => navigate("/assistant")}>
            New conversation
          </Button>
        </div>
        <List
          query={conversations}
          name="Conversations"
          none="You have not talked yet."
          row={(one) => (
            <Row
              key={one.id}
              title={
                <Link
                  href={`/assistant/${one.id}`}
                  {...(one.id === id && { "aria-current": "page" as const })}
                >
                  {one.title}
                </Link>
              }
              note={dateTime(one.updatedAt)}
            >
              <Button
                kind="quiet"
                small
                icon="trash"
                aria-label={`Delete the conversation ${one.title}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate(one.id)}
              />
            </Row>
          )}
        />
      </div>
    </details>
  );
}
