import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../api/queries";
import { Meter } from "../ui/Meter/Meter";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { overall } from "../video/Stations/stations";
import { NoToken } from "./NoToken";
import styles from "./SignIn.module.css";
import { SignInCard } from "./SignInCard";

/** How far the deletion of an account is, for who can't sign in any more. */
export function DeletedPage() {
  const [id] = useState(() => window.location.hash.slice(1));
  const deletion = useQuery({ ...queries.deletion(id), enabled: id !== "" });
  if (id === "") return <NoToken title="Deletion" />;
  const job = deletion.data;
  if (job?.status === "succeeded")
    return (
      <SignInCard title="Everything is deleted" intro="Thank you for having been here.">
        <p className={styles.small}>You can close this page.</p>
      </SignInCard>
    );
  return (
    <SignInCard
      title="Your account is being deleted"
      intro="You are signed out. This goes on by itself; you need not wait for it."
    >
      {deletion.isError && !job && <LoadError error={deletion.error} retry={() => void deletion.refetch()} />}
      {job?.status === "failed" ? (
        <Notice tone="bad">
          <p>{job.failure?.message ?? "It stopped on the way."} Ask whoever runs this installation.</p>
        </Notice>
      ) : (
        <Meter value={job ? overall(job) : 0} name="Deletion" />
      )}
    </SignInCard>
  );
}
