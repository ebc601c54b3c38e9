import type { Platform } from "../api/types";
import { label } from "../format";
import { PrivacyChoice } from "./PrivacyChoice";
import styles from "./ProduceForm.module.css";
import type { Choice } from "./useProduceOptions";

const platforms: Platform[] = ["tiktok", "instagram"];

export function ProduceForm({
  options,
  onChange,
}: {
  options: Choice;
  onChange: (values: Partial<Choice>) => void;
}) {
  const toggle = (platform: Platform, on: boolean) => {
    const next = platforms.filter((p) => (p === platform ? on : options.platforms.includes(p)));
    // a video that is made for nothing is no use: the last one stays
    if (next.length > 0) onChange({ platforms: next });
  };
  const published = options.postsFor !== "nobody";
  return (
    <form className={styles.form} aria-label="What to make" onSubmit={(event) => event.preventDefault()}>
      <fieldset className={styles.group}>
        <legend>Make it for</legend>
        <div className={styles.chips}>
          {platforms.map((platform) => (
            <label key={platform} className={styles.chip}>
              <input
                type="checkbox"
                checked={options.platforms.includes(platform)}
                onChange={(event) => toggle(platform, event.target.checked)}
              />
              {label(platform)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>Fit to 9:16</legend>
        <div className={styles.segments}>
          {(["blur", "crop"] as const).map((framing) => (
            <label key={framing}>
              <input
                type="radio"
                name="framing"
                checked={options.framing === framing}
                onChange={() => onChange({ framing })}
              />
              {framing === "blur" ? "Blurred edges" : "Crop"}
            </label>
          ))}
        </div>
      </fieldset>
      <div className={styles.who}>
        <PrivacyChoice
          name="posts-for"
          legend="Who may see the posts"
          value={options.postsFor}
          onChange={(postsFor) => onChange({ postsFor })}
        />
        <p className={styles.hint}>
          {published
            ? "Asked for every upload. Posts carry the platform’s AI-generated label."
            : "The shorts are yours to download; nothing goes out."}
        </p>
      </div>
      <label className={styles.field}>
        <span>Publish</span>
        <input
          type="datetime-local"
          value={options.publishAt}
          disabled={!published}
          aria-describedby="publish-hint"
          onChange={(event) => onChange({ publishAt: event.target.value })}
        />
        <small id="publish-hint">Empty: as soon as it is ready</small>
      </label>
      <label className={styles.field}>
        <span>Goal</span>
        <input
          type="text"
          value={options.goal}
          maxLength={200}
          placeholder="More followers, say"
          onChange={(event) => onChange({ goal: event.target.value })}
        />
      </label>
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={options.requireApproval}
          disabled={!published}
          aria-checked={options.requireApproval}
          onChange={(event) => onChange({ requireApproval: event.target.checked })}
        />
        <span>Ask me before publishing</span>
      </label>
    </form>
  );
}
