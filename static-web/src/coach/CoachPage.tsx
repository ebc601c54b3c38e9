import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { queries } from "../api/queries";
import { Button } from "../ui/Button/Button";
import { Row, Select } from "../ui/Form/Form";
import { Meter } from "../ui/Meter/Meter";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import { useTitle } from "../ui/useTitle";
import styles from "./Coach.module.css";
import { coach, coachKeys, type ItemAction, type Offer, type Plan } from "./coach";
import { StepCard } from "./StepCard";
import { languageNames, wordsIn } from "./words";

/** Today's plan. Also for whoever has no account: the browser keeps a client for them. */
export function CoachPage() {
  const me = useQuery(queries.me());
  const signedIn = !!me.data;
  const [language, setLanguage] = useState<string | null>(null);
  const offer = useQuery({
    queryKey: coachKeys.offer(language),
    queryFn: () => coach.offer(language, signedIn),
    enabled: me.data !== undefined,
  });
  useTitle(wordsIn(offer.data?.language ?? "en").title);
  if (offer.isError && !offer.data)
    return <LoadError error={offer.error} retry={() => void offer.refetch()} />;
  if (!offer.data) return <Skeleton height="30rem" />;
  return (
    <Coach
      offer={offer.data}
      signedIn={signedIn}
      mayClaim={signedIn && !me.data?.local}
      setLanguage={setLanguage}
    />
  );
}

function Coach({
  offer,
  signedIn,
  mayClaim,
  setLanguage,
}: {
  offer: Offer;
  signedIn: boolean;
  mayClaim: boolean;
  setLanguage: (language: string) => void;
}) {
  const say = wordsIn(offer.language);
  const open = offer.items.filter((category) => category.available);
  const [chosen, setChosen] = useState<string | null>(null);
  const category =
    open.find(({ code }) => code === (chosen ?? offer.category))?.code ?? open[0]?.code ?? "personal_growth";
  const plan = useQuery({
    queryKey: coachKeys.plan(offer.language, category),
    queryFn: () => coach.plan(offer.language, category, signedIn),
    // a template is made anew as soon as there are videos
    refetchInterval: ({ state }) => (state.data?.template ? 5_000 : false),
  });
  const claim = useAction(coach.claim, [["coach"]]);
  return (
    <div className={styles.page} lang={offer.language}>
      <header className={styles.head}>
        <h1>{say.title}</h1>
        <p>{say.intro}</p>
      </header>
      <Row>
        <Select
          name="category"
          label={say.category}
          value={category}
          onChange={(e) => setChosen(e.target.value)}
        >
          {offer.items.map(({ code, name, available }) => (
            <option key={code} value={code} disabled={!available}>
              {available ? name : `${name} (${say.premium})`}
            </option>
          ))}
        </Select>
        <Select
          name="language"
          label={say.language}
          value={offer.language}
          onChange={(e) => setLanguage(e.target.value)}
        >
          {offer.languages.map((code) => (
            <option key={code} value={code}>
              {languageNames[code] ?? code}
            </option>
          ))}
        </Select>
      </Row>
      {plan.isError && !plan.data ? (
        <LoadError error={plan.error} retry={() => void plan.refetch()} />
      ) : plan.data ? (
        <Steps plan={plan.data} signedIn={signedIn} />
      ) : (
        <Skeleton height="30rem" />
      )}
      {!signedIn && (
        <p className={styles.note}>
          <Link href="/signup">{say.guest}</Link>
        </p>
      )}
      {mayClaim && (
        <p className={styles.note}>
          <Button kind="quiet" small disabled={claim.isPending} onClick={() => claim.mutate()}>
            {say.claim}
          </Button>
        </p>
      )}
    </div>
  );
}

function Steps({ plan, signedIn }: { plan: Plan; signedIn: boolean }) {
  const client = useQueryClient();
  const say = wordsIn(plan.language);
  const { completedSteps, totalSteps, percentage } = plan.progress;
  const record = useAction(async ({ item, action }: { item: number; action: ItemAction }) => {
    const done = await coach.record(plan.id, item, action, signedIn);
    client.setQueryData(coachKeys.plan(plan.language, plan.category), done.plan);
  }, []);
  const renews = new Date(plan.renewsAt).toLocaleString(plan.language, {
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (
    <>
      <section className={styles.progress} aria-label={say.done(completedSteps, totalSteps)}>
        <div className={styles.figures}>
          <strong aria-live="polite">{say.done(completedSteps, totalSteps)}</strong>
          <span>
            {say.streak(plan.streak.current)}
            {plan.streak.longest > plan.streak.current && ` · ${say.longest(plan.streak.longest)}`}
          </span>
        </div>
        <Meter
          value={percentage / 100}
          name={say.done(completedSteps, totalSteps)}
          {...(percentage === 100 && { tone: "good" as const })}
        />
        <p className={styles.note}>
          {[
            plan.watchSeconds > 0 && say.minutes(Math.max(1, Math.round(plan.watchSeconds / 60))),
            say.renews(renews),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </section>
      {plan.template && (
        <Notice tone="warn">
          <p>{say.template}</p>
        </Notice>
      )}
      <ol className={styles.steps}>
        {plan.steps.map((step) => (
          <StepCard
            key={step.id}
            step={step}
            say={say}
            busy={record.isPending}
            record={(item, action) => record.mutate({ item, action })}
          />
        ))}
      </ol>
    </>
  );
}
