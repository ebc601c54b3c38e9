import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { queries } from "../api/queries";
import { useTitle } from "../ui/useTitle";
import styles from "./Settings.module.css";

/** The pages about a person and their organisation, with the way from one to the other. */
export function SettingsFrame({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className={styles.frame}>
      <Places />
      <div className={styles.page}>
        <div className={styles.intro}>
          <h1>{title}</h1>
          {intro && <p>{intro}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}

function Places() {
  const { data: me } = useQuery(queries.me());
  if (!me) return null;
  return (
    <nav className={styles.places} aria-label="Settings">
      <Group title="You">
        <Place to="/account">Profile</Place>
        <Place to="/account/sessions">Sessions</Place>
        <Place to="/account/organisations">Organisations</Place>
      </Group>
      <Group title={me.orgName}>
        <Place to={`/organisations/${me.orgId}`}>Members</Place>
      </Group>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <h2>{title}</h2>
      <div>{children}</div>
    </div>
  );
}

function Place({ to, children }: { to: string; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <Link href={to} {...(path === to && { "aria-current": "page" as const })}>
      {children}
    </Link>
  );
}
