import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { queries } from "../api/queries";
import { useTitle } from "../ui/useTitle";
import styles from "./SignIn.module.css";

/** The one thing to do on a page of somebody who isn't signed in yet. */
export function SignInCard({
  title,
  intro,
  children,
  foot,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  useTitle(title);
  useRightAddress();
  return (
    <div className={styles.place}>
      <section className={styles.card}>
        <div className={styles.head}>
          <h1>{title}</h1>
          {intro && <p>{intro}</p>}
        </div>
        {children}
      </section>
      {foot && <div className={styles.foot}>{foot}</div>}
    </div>
  );
}

/** One machine has two names, localhost and 127.0.0.1; cookies belong to the one that the mailed links use. */
function useRightAddress() {
  const installation = useQuery(queries.installation());
  useEffect(() => {
    if (!installation.data?.mailPage) return;
    const right = new URL(installation.data.address);
    // another port is no other name: there `npm run dev` hands the calls through
    if (right.port === window.location.port && right.hostname !== window.location.hostname)
      window.location.replace(right.origin + window.location.href.slice(window.location.origin.length));
  }, [installation.data]);
}

/** Where the mail is to be found when there is no inbox that it could come to. */
export function MailHint() {
  const { data } = useQuery(queries.installation());
  if (!data?.mailPage) return null;
  return (
    <p className={styles.hint}>
      This installation sends no mail out of this machine.{" "}
      <a href={data.mailPage} target="_blank" rel="noreferrer">
        Read it in the sandbox
      </a>
    </p>
  );
}
