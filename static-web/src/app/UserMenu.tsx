import { Link } from "wouter";
import { people } from "../api/people";
import type { Me } from "../api/types";
import { crossing } from "../signin/crossing";
import { Avatar } from "../ui/Avatar/Avatar";
import { Menu } from "../ui/Menu/Menu";
import { message, toast } from "../ui/Toasts/toast";
import styles from "./UserMenu.module.css";

/** Who is signed in, for which organisation, and the ways to both. */
export function UserMenu({ me }: { me: Me }) {
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
        <span>{me.orgName}</span>
      </p>
      <ul className={styles.list}>
        <li>
          <Link href="/account">Your account</Link>
        </li>
        <li>
          <Link href={`/organisations/${me.orgId}`}>Organisation</Link>
        </li>
        <li>
          <button type="button" onClick={() => void signOut()}>
            Sign out
          </button>
        </li>
      </ul>
    </Menu>
  );
}
