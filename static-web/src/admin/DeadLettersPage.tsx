import { useQuery } from "@tanstack/react-query";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import type { DeadLetter } from "../api/types";
import { dateTime, plural } from "../format";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { useAction } from "../ui/useAction";

export function DeadLettersPage() {
  const letters = useQuery({
    queryKey: keys.admin("dead-letters"),
    queryFn: async () => (await administration.deadLetters()).items,
  });
  return (
    <SettingsFrame
      title="Dead letters"
      intro="What the queues gave up on. Sent again, it is tried as if it were new."
    >
      <div>
        <Button icon="retry" disabled={letters.isFetching} onClick={() => void letters.refetch()}>
          Look again
        </Button>
      </div>
      <List
        query={letters}
        name="Dead letters"
        none="There is none."
        row={(letter) => <Letter key={`${letter.queue}/${letter.id}`} letter={letter} />}
      />
    </SettingsFrame>
  );
}

function Letter({ letter: { queue, id, reason, deliveries, enqueuedAt } }: { letter: DeadLetter }) {
  const changes = [keys.admin("dead-letters")];
  const again = useAction(() => administration.redrive(queue, id), changes, "Sent again.");
  const drop = useAction(() => administration.drop(queue, id), changes, "Dropped.");
  const ask = () => window.confirm("Drop this message? What it asked for is not done.") && drop.mutate();
  const busy = again.isPending || drop.isPending;
  return (
    <Row
      title={id}
      note={[
        queue,
        reason,
        plural(deliveries, "delivery").replace("deliverys", "deliveries"),
        enqueuedAt && dateTime(enqueuedAt),
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      <Button small disabled={busy} onClick={() => again.mutate()}>
        Send again
      </Button>
      <Button small disabled={busy} onClick={ask}>
        Drop
      </Button>
    </Row>
  );
}
