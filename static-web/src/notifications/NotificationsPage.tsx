import { keys } from "../api/queries";
import { workspace } from "../api/workspace";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Button } from "../ui/Button/Button";
import { usePages } from "../ui/List/usePages";
import { LoadError } from "../ui/Notice/Notice";
import { Pending, Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import { NoticeList } from "./NoticeList";
import styles from "./Notifications.module.css";
import { Preferences } from "./Preferences";

export function NotificationsPage() {
  return (
    <SettingsFrame title="Notifications">
      <All />
      <Section id="preferences" title="What you are told of">
        <Preferences />
      </Section>
    </SettingsFrame>
  );
}

function All() {
  const { data, isError, error, refetch, more } = usePages(keys.allNotices, workspace.notices);
  const readAll = useAction(workspace.readAllNotices, [keys.notices], "All are read.");
  if (isError && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height="10rem" />;
  if (data.length === 0) return <Pending>Nothing has happened yet that you should know.</Pending>;
  return (
    <>
      {data.some((notice) => notice.readAt === null) && (
        <div>
          <Button disabled={readAll.isPending} onClick={() => readAll.mutate()}>
            Mark all read
          </Button>
        </div>
      )}
      <div className={styles.card}>
        <NoticeList notices={data} />
      </div>
      {more && (
        <div>
          <Button disabled={more.pending} onClick={more.load}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
