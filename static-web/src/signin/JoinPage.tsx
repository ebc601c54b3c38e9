import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Redirect, useLocation } from "wouter";
import { ApiError } from "../api/http";
import { people } from "../api/people";
import { keys, queries, queryClient } from "../api/queries";
import { Button } from "../ui/Button/Button";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { message, toast } from "../ui/Toasts/toast";
import { carried } from "./carried";
import { crossing } from "./crossing";
import { NoToken } from "./NoToken";
import { signInPath } from "./returnTo";
import styles from "./SignIn.module.css";
import { SignInCard } from "./SignInCard";

/** Behind the link of an invitation. It is taken by the account whose address was asked, and only on a click. */
export function JoinPage() {
  const [token] = useState(() => carried.take().slice(1));
  const [, navigate] = useLocation();
  const me = useQuery(queries.me());
  const join = useMutation({
    mutationFn: () => people.join(token),
    onSuccess: async ({ id, name }) => {
      await queryClient.invalidateQueries({ queryKey: keys.organisations });
      toast.good(`You are a member of ${name} now.`);
      navigate(`/organisations/${id}`, { replace: true });
    },
  });
  if (token === "") return <NoToken title="Invitation" />;
  if (me.isError && !me.data) return <LoadError error={me.error} retry={() => void me.refetch()} />;
  if (me.isPending) return <Skeleton height="16rem" />;
  if (!me.data)
    return <Redirect to={signInPath({ pathname: "/join", search: "", hash: `#${token}` })} replace />;
  const ofOther = join.error instanceof ApiError && join.error.code === "invitation_of_other";
  return (
    <SignInCard
      title="Join the organisation"
      intro={
        <>
          You are signed in as <b>{me.data.email ?? me.data.name}</b>.
        </>
      }
    >
      {join.isError && (
        <Notice tone="bad">
          <p>{message(join.error)}</p>
        </Notice>
      )}
      <div className={styles.actions}>
        {!ofOther && (
          <Button kind="primary" disabled={join.isPending} onClick={() => join.mutate()}>
            Accept the invitation
          </Button>
        )}
        {ofOther && (
          <Button
            kind="primary"
            onClick={() =>
              void people.signOut().then(
                () => crossing.lost(),
                (e) => toast.bad(message(e)),
              )
            }
          >
            Sign in with another account
          </Button>
        )}
        <Button onClick={() => navigate("/", { replace: true })}>Not now</Button>
      </div>
    </SignInCard>
  );
}
