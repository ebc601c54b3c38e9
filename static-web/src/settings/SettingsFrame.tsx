import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { queries } from "../api/queries";
import { atLeast } from "../organisation/roles";
import { useTitle } from "../ui/useTitle";
import styles from "./Settings.module.css";

/** The pages about a person and their organisation, with the way from one to the other. */
export function SettingsFrame({
  title,
  intro,
  org,
  children,
}: {
  title: string;
  intro?: ReactNode;
  /** The organisation it is about, if it isn't the one that the reader works in. */
  org?: { id: string; name: string; role: string } | undefined;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className={styles.frame}>
      <Places org={org} />
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

function Places({ org }: { org: { id: string; name: string; role: string } | undefined }) {
  const { data: me } = useQuery(queries.me());
  if (!me) return null;
  const work = { id: me.orgId, name: me.orgName, role: me.role };
  return (
    <nav className={styles.places} aria-label="Settings">
      <Group title="You">
        {!me.local && (
          <>
            <Place to="/account">Profile</Place>
            <Place to="/account/sessions">Sessions</Place>
            <Place to="/account/organisations">Organisations</Place>
          </>
        )}
        <Place to="/notifications">Notifications</Place>
        {!me.local && <Place to="/account/data">Your data</Place>}
      </Group>
      <Group title={me.orgName === me.name ? "Your own organisation" : me.orgName}>
        <Place to="/projects">Projects</Place>
        <Place to="/brand">Brand kit</Place>
        {!me.local && <OfOrganisation org={work} />}
        {!me.local && atLeast(work.role, "owner") && <Place to="/billing">Billing</Place>}
      </Group>
      {org && org.id !== work.id && (
        <Group title={org.name}>
          <OfOrganisation org={org} />
        </Group>
      )}
      {me.admin && (
        <Group title="The installation">
          <Place to="/admin">Figures</Place>
          <Place to="/admin/users">Users</Place>
          <Place to="/admin/jobs">Jobs</Place>
          <Place to="/admin/dead-letters">Dead letters</Place>
          <Place to="/admin/policies">Policy</Place>
          <Place to="/admin/flags">Flags</Place>
          <Place to="/admin/legal">Legal texts</Place>
          <Place to="/admin/logs">Logs</Place>
          <Place to="/admin/audit">Audit log</Place>
        </Group>
      )}
    </nav>
  );
}

function OfOrganisation({ org: { id, role } }: { org: { id: string; role: string } }) {
  return (
    <>
      <Place to={`/organisations/${id}`}>Members</Place>
      {atLeast(role, "admin") && (
        <>
          <Place to={`/organisations/${id}/keys`}>API keys</Place>
          <Place to={`/organisations/${id}/audit`}>Audit log</Place>
        </>
      )}
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <p>{title}</p>
      <div>{children}</div>
    </div>
  );
}

function Place({ to, children }: { to: string; children: ReactNode }) {
  const [path] = useLocation();
  const here = path === to;
  const link = useRef<HTMLAnchorElement>(null);
  // on a phone the places are a line that is longer than the window
  useEffect(() => {
    if (here) link.current?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  }, [here]);
  return (
    <Link ref={link} href={to} {...(here && { "aria-current": "page" as const })}>
      {children}
    </Link>
  );
}
