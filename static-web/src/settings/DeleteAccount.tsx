import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { ApiError } from "../api/http";
import { people } from "../api/people";
import { queries } from "../api/queries";
import type { Me } from "../api/types";
import { crossing } from "../signin/crossing";
import { Field, Form, Password, Submit } from "../ui/Form/Form";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { message } from "../ui/Toasts/toast";
import styles from "./Settings.module.css";

/** Begins at once and can't be undone, so it takes the password, or the address typed, and no single click. */
export function DeleteAccount({ me }: { me: Me }) {
  const { data: logins } = useQuery(queries.logins());
  if (!logins) return <Skeleton height="10rem" />;
  const hasPassword = logins.some((login) => login.kind === "password");
  return (
    <div className={styles.card}>
      <p>
        Deletes your account and your organisations that nobody else is in, with their videos, posts waiting
        to go out, connected accounts and credits. It begins at once and can’t be undone. What is out at a
        platform stays there.
      </p>
      <Form
        name="Delete the account"
        send={async ({ password = "", confirm = "" }) => {
          const { id } = await people.deleteMe(hasPassword ? { password } : { confirm });
          crossing.deleted(id);
        }}
        say={refusal}
      >
        {hasPassword ? (
          <Password autoComplete="current-password" />
        ) : (
          <Field
            name="confirm"
            label={`Type ${me.email ?? "your address"} to confirm`}
            autoComplete="off"
            required
          />
        )}
        <Submit>Delete everything</Submit>
      </Form>
    </div>
  );
}

function refusal(error: unknown) {
  if (!(error instanceof ApiError) || error.code !== "organisations_need_owner")
    return <p>{message(error)}</p>;
  return (
    <>
      <p>{error.message}</p>
      <ul>
        {Object.entries(error.details).map(([id, [name]]) => (
          <li key={id}>
            <Link href={`/organisations/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
