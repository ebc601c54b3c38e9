import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearch } from "wouter";
import type { Versioned } from "../api/http";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { LoginMethod, Me } from "../api/types";
import { date } from "../format";
import { timeZone } from "../signin/language";
import { providerName, providerRefusal } from "../signin/Providers";
import { MailHint } from "../signin/SignInCard";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row as FormRow, Password, Select, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { Notice } from "../ui/Notice/Notice";
import { Pending, Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import styles from "./Settings.module.css";
import { SettingsFrame } from "./SettingsFrame";

export function ProfilePage({ me }: { me: Versioned<Me> }) {
  const error = new URLSearchParams(useSearch()).get("error");
  const logins = useQuery(queries.logins());
  const hasPassword = logins.data?.some((login) => login.kind === "password") ?? false;
  return (
    <SettingsFrame title="Profile">
      {error && (
        <Notice tone="bad">
          <p>{providerRefusal(error)}</p>
        </Notice>
      )}
      <Facts me={me} />
      <Section id="email" title="E-mail" note={me.email ?? "none yet"}>
        <Email key={me.email} hasPassword={hasPassword} />
      </Section>
      <Section id="ways" title="Ways to sign in">
        <Ways />
      </Section>
      <Section
        id="password"
        title="Password"
        note={hasPassword && "changing it signs you out everywhere else"}
      >
        {hasPassword ? (
          <ChangePassword email={me.email} />
        ) : (
          <Pending>
            You have none.{" "}
            {me.email ? <Link href="/forgot">Ask for one by mail</Link> : "Add your address above first."}
          </Pending>
        )}
      </Section>
    </SettingsFrame>
  );
}

const languages = { en: "English", ru: "Русский", es: "Español" };

function Facts({ me }: { me: Versioned<Me> }) {
  const client = useQueryClient();
  const zones = [
    ...new Set([me.timeZone, timeZone(), ...Intl.supportedValuesOf("timeZone"), "Etc/UTC"]),
  ].sort();
  return (
    <div className={styles.card}>
      <Form
        name="Profile"
        send={async (values) => {
          // also after a refusal: somebody may have changed it meanwhile
          await people.edit(values, me.etag).finally(() => client.invalidateQueries({ queryKey: keys.me }));
          toast.good("Saved.");
        }}
      >
        <Field name="name" label="Name" defaultValue={me.name} autoComplete="name" maxLength={100} required />
        <FormRow>
          <Select name="language" label="Language of mails" defaultValue={me.language}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          <Select name="timeZone" label="Time zone" defaultValue={me.timeZone}>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        </FormRow>
        <Submit>Save</Submit>
      </Form>
    </div>
  );
}

function Email({ hasPassword }: { hasPassword: boolean }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null)
    return (
      <Notice tone="good">
        <p>
          If {sentTo} can be used, a mail is on its way to it. Your address changes once its link is opened,
          where you are signed in.
        </p>
        <MailHint />
      </Notice>
    );
  return (
    <div className={styles.card}>
      <Form
        name="Change e-mail"
        send={async ({ email = "", password = "" }) => {
          await people.changeEmail(email, password);
          setSentTo(email);
        }}
      >
        <FormRow>
          <Field
            name="email"
            label="New address"
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          {hasPassword && <Password label="Your password" autoComplete="current-password" />}
          <Submit>Change</Submit>
        </FormRow>
      </Form>
    </div>
  );
}

function Ways() {
  const logins = useQuery(queries.logins());
  const { data: providers = [] } = useQuery(queries.providers());
  const there = new Set(logins.data?.map((login) => login.kind));
  const more = logins.data ? providers.filter(({ name }) => !there.has(name)) : [];
  return (
    <>
      <List
        query={logins}
        name="Ways to sign in"
        none="There is none."
        row={(login) => <Way key={login.id} login={login} last={logins.data?.length === 1} />}
      />
      {more.length > 0 && (
        <div className={styles.actions}>
          {more.map(({ name }) => (
            <Add key={name} provider={name} />
          ))}
        </div>
      )}
    </>
  );
}

function Way({ login, last }: { login: LoginMethod; last: boolean }) {
  const name = login.kind === "password" ? "Password" : providerName(login.kind);
  const remove = useAction(
    () => people.removeLogin(login.id),
    [keys.logins],
    `${name} no longer signs you in.`,
  );
  const ask = () => window.confirm(`Stop signing in with ${name}?`) && remove.mutate();
  return (
    <Row title={name} note={`since ${date(login.addedAt)}`}>
      {login.kind !== "password" && !last && (
        <Button small aria-label={`Remove ${name}`} disabled={remove.isPending} onClick={ask}>
          Remove
        </Button>
      )}
    </Row>
  );
}

function Add({ provider }: { provider: string }) {
  const add = useAction(
    async () => window.location.assign((await people.link(provider, "/account")).authorizeUrl),
    [],
  );
  return (
    <Button icon="link" disabled={add.isPending} onClick={() => add.mutate()}>
      Add {providerName(provider)}
    </Button>
  );
}

function ChangePassword({ email }: { email: string | null }) {
  const client = useQueryClient();
  const [times, setTimes] = useState(0);
  return (
    <div className={styles.card}>
      <Form
        key={times}
        name="Change password"
        send={async ({ oldPassword = "", password = "" }) => {
          await people.changePassword(oldPassword, password);
          await client.invalidateQueries({ queryKey: keys.sessions });
          toast.good("Your password is changed, and you are signed out everywhere else.");
          setTimes(times + 1);
        }}
      >
        {/* tells the password manager whose password it is */}
        <input type="text" autoComplete="username" value={email ?? ""} readOnly hidden />
        <FormRow>
          <Password name="oldPassword" label="Present password" autoComplete="current-password" />
          <Password label="New password" autoComplete="new-password" hint="At least 10 characters." />
          <Submit>Change</Submit>
        </FormRow>
      </Form>
    </div>
  );
}
