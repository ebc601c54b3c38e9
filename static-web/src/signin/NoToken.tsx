import { Link } from "wouter";
import { SignInCard } from "./SignInCard";

/** A mailed link that has lost its end on the way. */
export function NoToken({ title }: { title: string }) {
  return (
    <SignInCard
      title={title}
      intro="This address is incomplete. Open the link in the mail once more, or copy all of it."
    >
      <Link href="/login">Go to the sign-in</Link>
    </SignInCard>
  );
}
