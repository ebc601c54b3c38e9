import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { keys, queries } from "../api/queries";
import type { Account } from "../api/types";
import { date, label } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { LoadError } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import { useTitle } from "../ui/useTitle";
import styles from "./Accounts.module.css";
import { Outcome } from "./Outcome";

const offers = [
  {
    platform: "tiktok",
    name: "TikTok",
    note: "Until TikTok has audited an app, its posts are visible to you alone or wait in your inbox to be finished there.",
  },
  {
    platform: "youtube",
    name: "YouTube",
    note: "For reading only: captions of your own channel’s videos for study notes, and public numbers. Google’s page also names changing captions, because YouTube has no narrower permission; nothing is ever posted or changed there.",
  },
];

export function AccountsPage() {
  useTitle("Accounts");
  const accounts = useQuery(queries.accounts());
  const connect = useAction(
    async (platform: string) => window.location.assign((await api.connectAccount(platform)).authorizeUrl),
    [keys.accounts],
  );
  const list = accounts.data?.items;
  return (
    <div className={styles.page}>
      <div className={styles.intro}>
        <h1>Your accounts elsewhere</h1>
        <p>Connect an account once. Shortloop asks for the least it needs and keeps the keys encrypted.</p>
      </div>
      <Outcome />
      {offers.map(({ platform, name, note }) => (
        <div key={platform} className={styles.connect}>
          <div>
            <h2>{name}</h2>
            <p>{note}</p>
          </div>
          <Button
            kind="primary"
            icon="link"
            disabled={connect.isPending}
            onClick={() => connect.mutate(platform)}
          >
            Connect {name}
          </Button>
        </div>
      ))}
      <Section id="connected" title="Connected">
        {accounts.isError && !list && (
          <LoadError error={accounts.error} retry={() => void accounts.refetch()} />
        )}
        {accounts.isPending && <Skeleton height="5.5rem" />}
        {list?.length === 0 && <p className={styles.none}>Nothing is connected yet.</p>}
        <ul className={styles.list}>
          {list?.map((account) => (
            <Row key={account.id} account={account} reconnect={() => connect.mutate(account.platform)} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Row({ account, reconnect }: { account: Account; reconnect: () => void }) {
  return (
    <li className={styles.row}>
      {/* no picture: it would come from the platform's own servers, which the page's policy keeps out */}
      <span className={styles.avatar} aria-hidden="true">
        {account.displayName.charAt(0).toUpperCase()}
      </span>
      <div className={styles.who}>
        <h3>{account.displayName}</h3>
        <p>
          {label(account.platform)} · since {date(account.connectedAt)}
        </p>
      </div>
      <div className={styles.state}>
        <Badge status={account.status} />
        {account.status === "needs_reconnecting" && (
          <Button small onClick={reconnect}>
            Reconnect
          </Button>
        )}
      </div>
      {account.notes.length > 0 && (
        <ul className={styles.notes}>
          {account.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
