import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { workspace } from "../api/workspace";
import { NoToken } from "../signin/NoToken";
import styles from "../signin/SignIn.module.css";
import { SignInCard } from "../signin/SignInCard";
import { Button } from "../ui/Button/Button";
import { Notice } from "../ui/Notice/Notice";
import { message } from "../ui/Toasts/toast";
import { kindName } from "./kinds";

/** Behind the link in a mail; needs no sign-in. On a click only: programs that check mails open links as well. */
export function UnsubscribePage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const stop = useMutation({ mutationFn: () => workspace.unsubscribe(token) });
  if (token === "") return <NoToken title="No more of these mails" />;
  if (stop.data)
    return (
      <SignInCard title="Done" intro={`No mail comes for this any more: ${kindName(stop.data.kind)}.`}>
        <Link href="/notifications">Choose what else you are told of</Link>
      </SignInCard>
    );
  return (
    <SignInCard title="No more of these mails" intro="Stop the mails of the kind that this link was in?">
      {stop.isError && (
        <Notice tone="bad">
          <p>{message(stop.error)}</p>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button kind="primary" disabled={stop.isPending} onClick={() => stop.mutate()}>
          Stop them
        </Button>
      </div>
    </SignInCard>
  );
}
