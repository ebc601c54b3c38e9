import { useState } from "react";
import { Link } from "wouter";
import { people } from "../api/people";
import { Field, Form, Submit } from "../ui/Form/Form";
import styles from "./SignIn.module.css";
import { MailHint, SignInCard } from "./SignInCard";

export function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const back = <Link href="/login">Back to the sign-in</Link>;
  if (sentTo !== null)
    return (
      <SignInCard
        title="Look into your inbox"
        intro={
          <>
            If <b>{sentTo}</b> has an account, a mail is on its way. Its link is good for an hour.
          </>
        }
        foot={back}
      >
        <MailHint />
        <p className={styles.small}>Nothing there after a few minutes? Look into the spam folder.</p>
      </SignInCard>
    );
  return (
    <SignInCard
      title="Forgot your password?"
      intro="Give the address of your account; a link to choose a new password comes by mail."
      foot={back}
    >
      <Form
        name="Forgot password"
        send={async ({ email = "" }) => {
          await people.forgot(email);
          setSentTo(email);
        }}
      >
        <Field
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <Submit wide>Send the link</Submit>
      </Form>
    </SignInCard>
  );
}
