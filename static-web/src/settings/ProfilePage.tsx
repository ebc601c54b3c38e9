import type { Me } from "../api/types";
import styles from "./Settings.module.css";
import { SettingsFrame } from "./SettingsFrame";

const languages: Record<string, string> = { en: "English", ru: "Русский", es: "Español" };

export function ProfilePage({ me }: { me: Me }) {
  return (
    <SettingsFrame title="Profile">
      <div className={styles.card}>
        <dl className={styles.facts}>
          <dt>Name</dt>
          <dd>{me.name}</dd>
          <dt>E-mail</dt>
          <dd>{me.email}</dd>
          <dt>Language of mails</dt>
          <dd>{languages[me.language] ?? me.language}</dd>
          <dt>Time zone</dt>
          <dd>{me.timeZone}</dd>
        </dl>
      </div>
    </SettingsFrame>
  );
}
