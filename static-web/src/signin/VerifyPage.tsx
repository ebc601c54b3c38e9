import { useState } from "react";
import { Link } from "wouter";
import { ApiError } from "../api/http";
import { people } from "../api/people";
import { Form, Password, Submit } from "../ui/Form/Form";
import { message } from "../ui/Toasts/toast";
import { crossing } from "./crossing";
import { NoToken } from "./NoToken";
import { SignInCard } from "./SignInCard";

/** Behind the link of the mail. The link alone is not enough: the password shows that it is the same person. */
export function VerifyPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  if (token === "") return <NoToken title="Confirm your address" />;
  return (
    <SignInCard
      title="Confirm your address"
      intro="Enter the password you chose when you signed up, and you are in."
    >
      <Form
        name="Confirm your address"
        send={async ({ password = "" }) => {
          await people.verify(token, password);
          crossing.signedIn("/");
        }}
        say={refusal}
      >
        <Password autoComplete="current-password" />
        <Submit wide>Confirm and sign in</Submit>
      </Form>
    </SignInCard>
  );
}

function refusal(error: unknown) {
  const code = error instanceof ApiError ? error.code : "";
  if (code === "credentials_wrong") return <p>That isn’t the password you chose when you signed up.</p>;
  return (
    <>
      <p>{message(error)}</p>
      {code === "link_expired" && <Link href="/signup">Sign up again</Link>}
      {code === "account_exists" && <Link href="/login">Sign in</Link>}
    </>
  );
}
