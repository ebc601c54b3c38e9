import { Button, LinkButton } from "../ui/Button/Button";
import { cx } from "../ui/cx";
import { Icon } from "../ui/Icon/Icon";
import styles from "./Coach.module.css";
import type { Item, ItemAction, Step } from "./coach";
import type { wordsIn } from "./words";

type Words = ReturnType<typeof wordsIn>;

export function StepCard({
  step,
  say,
  busy,
  record,
}: {
  step: Step;
  say: Words;
  busy: boolean;
  record: (item: number, action: ItemAction) => void;
}) {
  const title = `step-${step.id}`;
  return (
    <li className={cx(styles.step, step.completed && styles.whole)} aria-labelledby={title}>
      <h2 id={title}>
        {step.order}. {say.steps[step.action]} {step.completed && <Icon name="check" size={18} />}
      </h2>
      <p className={styles.text}>{step.text}</p>
      <ul className={styles.items}>
        {step.items.map((item) => (
          <ItemCard key={item.id} item={item} step={step} say={say} busy={busy} record={record} />
        ))}
      </ul>
    </li>
  );
}

function ItemCard({
  item,
  step,
  say,
  busy,
  record,
}: {
  item: Item;
  step: Step;
  say: Words;
  busy: boolean;
  record: (item: number, action: ItemAction) => void;
}) {
  const done = new Set(item.done.map(({ action }) => action));
  return (
    <li className={styles.item} aria-label={item.title}>
      {item.thumbnailUrl && <Thumbnail url={item.thumbnailUrl} />}
      <div className={styles.about}>
        <a href={item.url} target="_blank" rel="noreferrer" className={styles.title}>
          {item.title}
        </a>
        {item.creator && item.creator !== item.title && <span className={styles.note}>{item.creator}</span>}
        <span className={styles.reason}>{item.reason}</span>
        <div className={styles.buttons}>
          <LinkButton
            small
            href={item.url}
            target="_blank"
            rel="noreferrer"
            aria-label={`${say.open}: ${item.title}`}
          >
            {say.open}
          </LinkButton>
          {step.actions.map((action) => (
            <Button
              key={action}
              small
              kind={done.has(action) ? "primary" : "plain"}
              aria-pressed={done.has(action)}
              disabled={busy || done.has(action)}
              {...(done.has(action) && { icon: "check" as const })}
              onClick={() => record(item.id, action)}
            >
              {say.actions[action]}
            </Button>
          ))}
        </div>
      </div>
    </li>
  );
}

/** A picture from the platform; one that can't be had leaves no hole. */
function Thumbnail({ url }: { url: string }) {
  return (
    <img
      className={styles.thumbnail}
      src={url}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={(e) => {
        e.currentTarget.hidden = true;
      }}
    />
  );
}
