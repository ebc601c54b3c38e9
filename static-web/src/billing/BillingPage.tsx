import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearch } from "wouter";
import { money } from "../api/money";
import { keys, queries } from "../api/queries";
import type { Billing, LedgerEntry, Me, Pack as PackOffer } from "../api/types";
import { date, dateTime, label, minus, plural } from "../format";
import { atLeast } from "../organisation/roles";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Pending, Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import styles from "./Billing.module.css";
import { dollars } from "./prices";
import { Tiers } from "./Tiers";

export function BillingPage({ me }: { me: Me }) {
  return (
    <SettingsFrame title="Billing" intro={`Credits and tier of ${me.orgName}.`}>
      {atLeast(me.role, "owner") ? (
        <Owned me={me} />
      ) : (
        <Pending>The bill is for the organisation’s owners. Ask one of them.</Pending>
      )}
    </SettingsFrame>
  );
}

function Owned({ me }: { me: Me }) {
  const checkout = new URLSearchParams(useSearch()).get("checkout");
  const arriving = useArrival(checkout === "done");
  const billing = useQuery({ ...queries.billing(me.orgId), refetchInterval: arriving ? 1_500 : false });
  if (billing.isError && !billing.data)
    return <LoadError error={billing.error} retry={() => void billing.refetch()} />;
  if (!billing.data) return <Skeleton height="14rem" />;
  const { metered, packs, balance } = billing.data;
  if (!metered)
    return (
      <Notice tone="good">
        <p>Nothing costs credits here, and there is nothing to pay.</p>
      </Notice>
    );
  return (
    <>
      {checkout === "done" && (
        <Notice tone="good">
          <p>
            Thank you. Credits and tier change here as soon as the payment is confirmed, mostly within
            seconds.
          </p>
        </Notice>
      )}
      {checkout === "left" && (
        <Notice tone="warn">
          <p>You left the payment. Nothing was bought.</p>
        </Notice>
      )}
      <Standing billing={billing.data} org={me.orgId} />
      <Section id="packs" title="Buy credits" note="they don’t expire">
        <ul className={styles.packs}>
          {packs.map(({ credits, priceCents }: PackOffer) => (
            <Pack key={credits} org={me.orgId} credits={credits} priceCents={priceCents} />
          ))}
        </ul>
      </Section>
      <Section id="tiers" title="Tiers">
        <Tiers billing={billing.data} org={me.orgId} />
      </Section>
      <Section id="ledger" title="Ledger" note="every credit that came or went">
        <Ledger org={me.orgId} balance={balance} />
      </Section>
    </>
  );
}

/** Coming back from the provider proves nothing; for a while the page asks often whether the payment has arrived. */
function useArrival(bought: boolean) {
  const [waiting, setWaiting] = useState(bought);
  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), 60_000);
    return () => clearTimeout(timer);
  }, []);
  return waiting;
}

function Standing({ billing, org }: { billing: Billing; org: string }) {
  const portal = useAction(async () => window.location.assign((await money.portal(org)).url), []);
  const { available, reserved, tier, renewsAt, endsAt, variantsPerCredit } = billing;
  return (
    <div className={styles.standing}>
      <div>
        <p className={styles.figure}>
          <b>{available}</b> {available === 1 ? "credit" : "credits"}
        </p>
        <p className={styles.note}>
          {reserved > 0 && `${plural(reserved, "more credit")} promised to work that runs. `}
          One renders an edit for up to {variantsPerCredit} platforms.
        </p>
      </div>
      <div>
        <p>
          Tier <b>{label(tier)}</b>
        </p>
        <p className={styles.note}>
          {endsAt
            ? `Ends ${date(endsAt)}`
            : renewsAt
              ? `Renews ${date(renewsAt)}`
              : "Nothing is charged by itself"}
        </p>
      </div>
      <Button icon="external" disabled={portal.isPending} onClick={() => portal.mutate()}>
        Cards and invoices
      </Button>
    </div>
  );
}

function Pack({ org, credits, priceCents }: { org: string; credits: number; priceCents: number }) {
  const [key] = useState(() => crypto.randomUUID());
  const buy = useAction(
    async () => window.location.assign((await money.buy(org, { pack: credits }, key)).url),
    [],
  );
  return (
    <li className={styles.pack}>
      <h3>{credits} credits</h3>
      <p>
        {dollars(priceCents)} <span className={styles.each}>{dollars(priceCents / credits)} each</span>
      </p>
      <Button
        kind="primary"
        aria-label={`Buy ${credits} credits`}
        disabled={buy.isPending}
        onClick={() => buy.mutate()}
      >
        Buy
      </Button>
    </li>
  );
}

function Ledger({ org, balance }: { org: string; balance: number }) {
  // another balance means another entry
  const entries = usePages([...keys.ledger(org), balance], (after) => money.ledger(org, after));
  return (
    <List
      query={entries}
      name="Ledger"
      none="No credit has come or gone yet."
      row={(entry) => <Entry key={entry.id} entry={entry} />}
    />
  );
}

const kinds: Record<string, string> = {
  purchase: "Bought",
  usage: "Used",
  refund: "Given back",
  bonus: "Bonus",
  monthly: "Monthly credits",
};

function Entry({ entry: { kind, amount, balanceAfter, at } }: { entry: LedgerEntry }) {
  return (
    <Row title={kinds[kind] ?? label(kind)} note={dateTime(at)}>
      <span className={styles.amount} data-in={amount > 0}>
        {amount > 0 ? `+${amount}` : minus(String(amount))}
      </span>
      <span className={styles.after}>balance {balanceAfter}</span>
    </Row>
  );
}
