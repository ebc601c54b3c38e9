import { useQuery } from "@tanstack/react-query";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { SignedInSession } from "../api/types";
import { dateTime } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { useAction } from "../ui/useAction";
import { device } from "./device";
import styles from "./Settings.module.css";
import { SettingsFrame } from "./SettingsFrame";

export function SessionsPage() {
  const sessions = useQuery(queries.sessions());
  const others = sessions.data?.filter((s) => !s.current) ?? [];
  const endOthers = useAction(
    () => Promise.all(others.map((s) => people.endSession(s.id))),
    [keys.sessions],
    "You are signed out everywhere else.",
  );
  return (
    <SettingsFrame
      title="Sessions"
      intro="Where you are signed in. End what you don’t know, and change your password."
    >
      <List
        query={sessions}
        name="Sessions"
        none="There is none."
        row={(session) => <SessionRow key={session.id} session={session} />}
      />
      {others.length > 1 && (
        <div className={styles.actions}>
          <Button disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>
            Sign out everywhere else
          </Button>
        </div>
      )}
    </SettingsFrame>
  );
}

function SessionRow({ session }: { session: SignedInSession }) {
  const name = device(session.device);
  const end = useAction(() => people.endSession(session.id), [keys.sessions], `${name} is signed out.`);
  return (
    <Row
      title={name}
      marks={session.current && <Badge status="connected" text="This device" />}
      note={`Signed in ${dateTime(session.signedInAt)} · last used ${dateTime(session.lastUsedAt)}`}
    >
      {!session.current && (
        <Button small disabled={end.isPending} onClick={() => end.mutate()}>
          Sign out
        </Button>
      )}
    </Row>
  );
}
