import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { people } from "../api/people";
import { queries } from "../api/queries";
import type { Me } from "../api/types";
import { atLeast } from "../organisation/roles";
import { crossing } from "../signin/crossing";
import { Avatar } from "../ui/Avatar/Avatar";
import { Icon } from "../ui/Icon/Icon";
import { Menu } from "../ui/Menu/Menu";
import { message, toast } from "../ui/Toasts/toast";
import styles from "./UserMenu.module.css";

/** Who is signed in, for which organisation, and the ways to what belongs to both. */
export function UserMenu({ me }: { me: Me }) {
  if (me.local)
    return (
      <Menu name="Settings" face={<Icon name="settings" size={17} />}>
        <ul className={styles.list}>
          <Work />
        </ul>
      </Menu>
    );
  const signOut = () =>
    people.signOut().then(
      () => crossing.signedOut(),
      (error: unknown) => toast.bad(message(error)),
    );
  return (
    <Menu
      name={`${me.name}, ${me.orgName}`}
      face={
        <>
          <span className={styles.who}>
            <b>{me.name}</b>
            {me.orgName !== me.name && <span>{me.orgName}</span>}
          </span>
          <Avatar name={me.name} small />
        </>
      }
    >
      <p className={styles.email}>
        Signed in as <b>{me.email ?? me.name}</b>
      </p>
      <Organisations me={me} />
      <ul className={styles.list}>
        <li>
          <Link href="/account">Your account</Link>
        </li>
        <li>
          <Link href={`/organisations/${me.orgId}`}>Members</Link>
        </li>
        {atLeast(me.role, "owner") && (
          <li>
            <Link href="/billing">Billing</Link>
          </li>
        )}
        <Work />
        {me.admin && (
          <li>
            <Link href="/admin">The installation</Link>
          </li>
        )}
        <li>
          <button type="button" onClick={() => void signOut()}>
            Sign out
          </button>
        </li>
      </ul>
    </Menu>
  );
}

function Work() {
  return (
    <>
      <li>
        <Link href="/projects">Projects</Link>
      </li>
      <li>
        <Link href="/brand">Brand kit</Link>
      </li>
      <li>
        <Link href="/notifications">Notifications</Link>
      </li>
    </>
  );
}

/** Which one is worked in; with only one there is nothing to choose. */
function Organisations({ me }: { me: Me }) {
  const { data = [] } = useQuery(queries.organisations());
  if (data.length < 2) return null;
  const go = (id: string) =>
    people.switchTo(id).then(
      () => crossing.signedIn("/"),
      (error: unknown) => toast.bad(message(error)),
    );
  return (
    <ul className={styles.list} aria-label="Work in">
      {data.map(({ id, name }) => (
        <li key={id}>
          <button type="button" aria-current={id === me.orgId} onClick={() => id !== me.orgId && void go(id)}>
            <span>{name}</span>
            {id === me.orgId && <Icon name="check" size={15} />}
          </button>
        </li>
      ))}
    </ul>
  );
}
