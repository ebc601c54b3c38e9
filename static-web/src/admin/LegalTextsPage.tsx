import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Versioned } from "../api/http";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { LegalText } from "../api/types";
import settings from "../settings/Settings.module.css";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Field, Form, Submit, TextArea } from "../ui/Form/Form";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { toast } from "../ui/Toasts/toast";
import styles from "./Admin.module.css";

const names = { privacy: "Privacy policy", terms: "Terms", consent: "Consent" };
const languages = { en: "English", ru: "Русский", es: "Español" };

export function LegalTextsPage() {
  const [name, setName] = useState("privacy");
  const [language, setLanguage] = useState("en");
  const text = useQuery(queries.legal(name, language));
  return (
    <SettingsFrame
      title="Legal texts"
      intro="What people read before they sign up. Put the operator’s name where the gaps are."
    >
      <div className={settings.actions}>
        <select
          className={styles.select}
          aria-label="Text"
          value={name}
          onChange={(event) => setName(event.target.value)}
        >
          {Object.entries(names).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <select
          className={styles.select}
          aria-label="Language"
          value={language}
          onChange={(event) => setLanguage(event.target.value)}
        >
          {Object.entries(languages).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {text.isError && !text.data && <LoadError error={text.error} retry={() => void text.refetch()} />}
      {text.isPending && <Skeleton height="24rem" />}
      {text.data && <Edit key={`${name}/${language}`} name={name} language={language} text={text.data} />}
    </SettingsFrame>
  );
}

function Edit({ name, language, text }: { name: string; language: string; text: Versioned<LegalText> }) {
  const client = useQueryClient();
  return (
    <div className={settings.card}>
      {text.changedAt === null && (
        <Notice tone="warn">
          <p>This is the text that the product brings. It is not a lawyer’s, and has gaps.</p>
        </Notice>
      )}
      <Form
        name="The text"
        send={async ({ tag = "", markdown = "" }) => {
          await people
            .changeLegal(name, language, { version: tag, markdown }, text.etag)
            .finally(() => client.invalidateQueries({ queryKey: keys.legal(name, language) }));
          toast.good("Saved. It is shown from now on.");
        }}
      >
        <Field
          name="tag"
          label="Version"
          hint="A new one for a text that says something else"
          defaultValue={text.version}
          autoComplete="off"
          maxLength={50}
          required
        />
        <TextArea name="markdown" label="Text (Markdown)" rows={22} defaultValue={text.markdown} required />
        <Submit>Save</Submit>
      </Form>
    </div>
  );
}
