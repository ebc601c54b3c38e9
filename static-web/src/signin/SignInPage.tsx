import { useQuery } from "@tanstack/react-query";
import { Link, Redirect, useSearch } from "wouter";
import { people } from "../api/people";
import { queries } from "../api/queries";
import { Field, Form, Password, Submit } from "../ui/Form/Form";
import { Notice } from "../ui/Notice/Notice";
import { crossing } from "./crossing";
import { Providers, providerRefusal } from "./Providers";
import { returnTo } from "./returnTo";
import styles from "./SignIn.module.css";
import { SignInCard } from "./SignInCard";

export function SignInPage() {
  const search = useSearch();
  const me = useQuery(queries.me());
  const to = returnTo(search) + window.location.hash;
  const error = new URLSearchParams(search).get("error");
  if (me.data) return <Redirect to={to} replace />;
  return (
    <SignInCard
      title="Sign in"
      intro={
        to.startsWith("/join") && "An invitation waits for you. Sign in with the account of its address."
      }
      foot={
        <p>
          New here? <Link href="/signup">Create an account</Link>
        </p>
      }
    >
      {new URLSearchParams(search).has("changed") && (
        <Notice tone="good">
          <p>Your password is changed, and you are signed out everywhere. Sign in with the new one.</p>
        </Notice>
      )}
      {error && (
        <Notice tone="bad">
          <p>{providerRefusal(error)}</p>
        </Notice>
      )}
      <Form
        name="Sign in"
        send={async ({ email = "", password = "" }) => {
          await people.signIn(email, password);
          crossing.signedIn(to);
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
        <Password autoComplete="current-password" />
        <Link href="/forgot" className={styles.aside}>
          Forgot your password?
        </Link>
        <Submit wide>Sign in</Submit>
      </Form>
      <Providers to={returnTo(search)} />
    </SignInCard>
  );
}
