import type { PostsFor } from "../uploads/privacy";
import styles from "./PrivacyChoice.module.css";

const options: [PostsFor, string][] = [
  ["PUBLIC_TO_EVERYONE", "Everyone"],
  ["MUTUAL_FOLLOW_FRIENDS", "Friends"],
  ["SELF_ONLY", "Only me"],
  ["nobody", "Don’t publish, just render"],
];

/** Nothing is ever chosen beforehand: the platforms demand that the creator decides for every post. */
export function PrivacyChoice({
  name,
  legend,
  value,
  onChange,
}: {
  /** Of the radio group, unlike any other on the page. */
  name: string;
  legend: string;
  value: PostsFor | null;
  onChange: (value: PostsFor) => void;
}) {
  return (
    <fieldset className={styles.choice}>
      <legend>
        {legend}
        {value === null && <span className={styles.missing}>Please choose</span>}
      </legend>
      <div className={styles.options}>
        {options.map(([option, text]) => (
          <label key={option} className={styles.option}>
            <input
              type="radio"
              name={name}
              required
              value={option}
              checked={value === option}
              onChange={() => onChange(option)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
