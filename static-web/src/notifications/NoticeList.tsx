import { useLocation } from "wouter";
import { keys } from "../api/queries";
import type { Notice } from "../api/types";
import { workspace } from "../api/workspace";
import { dateTime } from "../format";
import { useAction } from "../ui/useAction";
import styles from "./Notifications.module.css";

/** What somebody was told; a click leads to where one does something about it. */
export function NoticeList({ notices }: { notices: Notice[] }) {
  return (
    <ul className={styles.list}>
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const [path, navigate] = useLocation();
  const read = useAction(() => workspace.readNotice(notice.id), [keys.notices]);
  const to = `/${notice.path}`;
  const open = () => {
    if (notice.readAt === null) read.mutate();
    if (to !== path) navigate(to);
  };
  return (
    <li>
      <button type="button" className={styles.notice} data-unread={notice.readAt === null} onClick={open}>
        <b>{notice.title}</b>
        <span>{notice.text}</span>
        <time dateTime={notice.at}>{dateTime(notice.at)}</time>
      </button>
    </li>
  );
}
