import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Redirect, useLocation } from "wouter";
import { people } from "../api/people";
import { keys, queries, queryClient } from "../api/queries";
import { Button } from "../ui/Button/Button";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { message, toast } from "../ui/Toasts/toast";
import { NoToken } from "./NoToken";
import { signInPath } from "./returnTo";
import styles from "./SignIn.module.css";
import { SignInCard } from "./SignInCard";

/** Behind the link to a new address. On a click only: programs that check mails open links as well. */
export function EmailPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [, navigate] = useLocation();
  const me = useQuery(queries.me());
  const confirm = useMutation({
    mutationFn: () => people.confirmEmail(token),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.me });
      toast.good("Your address is changed.");
      navigate("/account", { replace: true });
    },
  });
  if (token === "") return <NoToken title="Your new address" />;
  if (me.isError && !me.data) return <LoadError error={me.error} retry={() => void me.refetch()} />;
  if (me.isPending) return <Skeleton height="16rem" />;
  if (!me.data) return <Redirect to={signInPath(window.location)} replace />;
  return (
    <SignInCard
      title="Your new address"
      intro={
        <>
          You are signed in as <b>{me.data.email ?? me.data.name}</b>. From now on you sign in with the
          address that this link went to.
        </>
      }
    >
      {confirm.isError && (
        <Notice tone="bad">
          <p>{message(confirm.error)}</p>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button kind="primary" disabled={confirm.isPending} onClick={() => confirm.mutate()}>
          Confirm the address
        </Button>
        <Button onClick={() => navigate("/", { replace: true })}>Not now</Button>
      </div>
    </SignInCard>
  );
}
