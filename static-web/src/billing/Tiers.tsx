import { useState } from "react";
import { money } from "../api/money";
import type { Billing, Tier } from "../api/types";
import { label, plural } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { useAction } from "../ui/useAction";
import styles from "./Billing.module.css";
import { dollars, storage, upTo } from "./prices";

export function Tiers({ billing, org }: { billing: Billing; org: string }) {
  const subscribed = billing.renewsAt !== null || billing.endsAt !== null;
  return (
    <ul className={styles.tiers}>
      {billing.tiers.map((tier: Tier) => (
        <TierCard
          key={tier.name}
          tier={tier}
          org={org}
          current={tier.name === billing.tier}
          // another subscription beside the running one would be charged as well; it is changed where it is paid
          subscribable={!subscribed && !!tier.priceCents && tier.name !== billing.tier}
        />
      ))}
    </ul>
  );
}

function TierCard({
  tier,
  org,
  current,
  subscribable,
}: {
  tier: Tier;
  org: string;
  current: boolean;
  subscribable: boolean;
}) {
  const [key] = useState(() => crypto.randomUUID());
  const subscribe = useAction(
    async () => window.location.assign((await money.buy(org, { tier: tier.name }, key)).url),
    [],
  );
  return (
    <li className={styles.tier} data-current={current}>
      <div className={styles.name}>
        <h3>{label(tier.name)}</h3>
        {current && <Badge status="connected" text="Yours" />}
      </div>
      <p className={styles.price}>
        {tier.priceCents === null ? (
          "By agreement"
        ) : tier.priceCents === 0 ? (
          "Free"
        ) : (
          <>
            {dollars(tier.priceCents)} <span className={styles.each}>a month</span>
          </>
        )}
      </p>
      <ul className={styles.facts}>
        {tier.monthlyCredits > 0 && <li>{plural(tier.monthlyCredits, "credit")} a month</li>}
        <li>{storage(tier.storageBytes)} of storage</li>
        <li>{upTo(tier.members, "member")}</li>
        <li>{upTo(tier.accountsPerPlatform, "account")} per platform</li>
        <li>{upTo(tier.requestsPerHour, "API call")} an hour</li>
      </ul>
      {subscribable && (
        <Button disabled={subscribe.isPending} onClick={() => subscribe.mutate()}>
          Subscribe to {label(tier.name)}
        </Button>
      )}
    </li>
  );
}
