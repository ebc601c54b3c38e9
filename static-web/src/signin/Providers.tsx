import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries";
import { LinkButton } from "../ui/Button/Button";
import { carried } from "./carried";
import { language, timeZone } from "./language";
import styles from "./SignIn.module.css";

export const providerName = (name: string) =>
  ({ google: "Google", github: "GitHub", discord: "Discord" })[name] ?? name;

/** The other ways in, where the installation has any. They lead away from the page and back to `to`. */
export function Providers({ to, note }: { to: string; note?: string }) {
  const { data } = useQuery(queries.providers());
  if (!data || data.length === 0) return null;
  const query = new URLSearchParams({ returnTo: to, language: language(), timeZone: timeZone() });
  return (
    <div className={styles.providers}>
      <p className={styles.or}>or</p>
      {data.map(({ name }) => (
        <LinkButton
          key={name}
          href={`/api/v1/auth/${encodeURIComponent(name)}/start?${query}`}
          onClick={() => carried.put()}
        >
          Continue with {providerName(name)}
        </LinkButton>
      ))}
      {note && <p className={styles.small}>{note}</p>}
    </div>
  );
}

const reasons: Record<string, string> = {
  access_denied: "You declined at the provider. Nothing has changed.",
  sign_in_refused: "The provider didn’t let you through. Try again, or sign in another way.",
  sign_in_expired: "That took too long, or it was started in another browser. Try again.",
  email_has_account:
    "There is an account with this e-mail address already. Sign in to it as before, then add this way to sign in under Profile.",
  account_closed: "This account has been closed. Ask whoever runs this installation.",
  login_of_other: "This already signs in to another account. Remove it there first, or choose another one.",
  session_ended: "You were signed out meanwhile. Sign in and start again.",
};

/** Why a way to a provider came to nothing. */
export const providerRefusal = (code: string) =>
  reasons[code] ?? "Signing in through the provider didn’t work. Try again, or sign in another way.";
