import { useState } from "react";
import { Link, useLocation } from "wouter";
import { ApiError } from "../api/http";
import { people } from "../api/people";
import { Form, Password, Submit } from "../ui/Form/Form";
import { message } from "../ui/Toasts/toast";
import { NoToken } from "./NoToken";
import { SignInCard } from "./SignInCard";

export function ResetPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [, navigate] = useLocation();
  if (token === "") return <NoToken title="A new password" />;
  return (
    <SignInCard title="A new password" intro="It ends your sessions on all devices.">
      <Form
        name="A new password"
        send={async ({ password = "" }) => {
          await people.reset(token, password);
          navigate("/login?changed", { replace: true });
        }}
        say={(error) => (
          <>
            <p>{message(error)}</p>
            {error instanceof ApiError && error.code === "link_expired" && (
              <Link href="/forgot">Ask for a new link</Link>
            )}
          </>
        )}
      >
        <Password
          label="New password"
          autoComplete="new-password"
          hint="At least 10 characters. Four words that don’t belong together do well."
        />
        <Submit wide>Change password</Submit>
      </Form>
    </SignInCard>
  );
}
