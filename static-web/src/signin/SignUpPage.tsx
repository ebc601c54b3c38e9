import { useState } from "react";
import { Link } from "wouter";
import { people } from "../api/people";
import { Button } from "../ui/Button/Button";
import { Checks, Field, Form, Password, Submit } from "../ui/Form/Form";
import { language, timeZone } from "./language";
import { Providers } from "./Providers";
import styles from "./SignIn.module.css";
import { MailHint, SignInCard } from "./SignInCard";

export function SignUpPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) return <Sent email={sentTo} again={() => setSentTo(null)} />;
  return (
    <SignInCard
      title="Create your account"
      intro="Find what works, make it, publish it, measure it."
      foot={
        <p>
          You have an account? <Link href="/login">Sign in</Link>
        </p>
      }
    >
      <Form
        name="Sign up"
        send={async ({ name = "", email = "", password = "" }) => {
          await people.register({ name, email, password, language: language(), timeZone: timeZone() });
          setSentTo(email);
        }}
      >
        <Field name="name" label="Name" autoComplete="name" maxLength={100} autoFocus />
        <Field
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Password
          autoComplete="new-password"
          hint="At least 10 characters. Four words that don’t belong together do well."
        />
        <Checks
          name="consent"
          label="Consent"
          choices={[
            {
              name: "agreed",
              required: true,
              label: (
                <span>
                  I agree to the{" "}
                  <a href="/terms" target="_blank" rel="noreferrer">
                    terms
                  </a>
                  , and I have read the{" "}
                  <a href="/privacy" target="_blank" rel="noreferrer">
                    privacy policy
                  </a>
                  .
                </span>
              ),
            },
          ]}
        />
        <Submit wide>Create account</Submit>
      </Form>
      <Providers to="/" note="Whoever continues with one of them agrees to the same." />
    </SignInCard>
  );
}

function Sent({ email, again }: { email: string; again: () => void }) {
  return (
    <SignInCard
      title="Look into your inbox"
      intro={
        <>
          A mail is on its way to <b>{email}</b>. Open its link within a day and enter your password once
          more.
        </>
      }
    >
      <MailHint />
      <p className={styles.small}>Nothing there after a few minutes? Look into the spam folder.</p>
      <div className={styles.actions}>
        <Button onClick={again}>Use another address</Button>
      </div>
    </SignInCard>
  );
}
