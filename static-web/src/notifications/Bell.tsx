import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { keys, queries } from "../api/queries";
import { workspace } from "../api/workspace";
import { plural } from "../format";
import { Button } from "../ui/Button/Button";
import { Icon } from "../ui/Icon/Icon";
import { Menu } from "../ui/Menu/Menu";
import { useAction } from "../ui/useAction";
import { NoticeList } from "./NoticeList";
import styles from "./Notifications.module.css";

/** How many notices are unread, and the newest of them. */
export function Bell() {
  const { data } = useQuery(queries.latestNotices());
  const readAll = useAction(workspace.readAllNotices, [keys.notices]);
  const unread = data?.unread ?? 0;
  return (
    <Menu
      name={unread > 0 ? `Notifications, ${unread} unread` : "Notifications"}
      face={
        <span className={styles.bell}>
          <Icon name="bell" size={17} />
          {unread > 0 && <span>{unread > 99 ? "99+" : unread}</span>}
        </span>
      }
    >
      <div className={styles.top}>
        <b>{unread > 0 ? plural(unread, "unread notice") : "Notifications"}</b>
        {unread > 0 && (
          <Button kind="quiet" small disabled={readAll.isPending} onClick={() => readAll.mutate()}>
            Mark all read
          </Button>
        )}
      </div>
      {data && data.items.length > 0 ? (
        <NoticeList notices={data.items} />
      ) : (
        <p className={styles.none}>Nothing has happened yet that you should know.</p>
      )}
      <Link href="/notifications" className={styles.all}>
        All notifications
      </Link>
    </Menu>
  );
}
