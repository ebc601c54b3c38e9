import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queries } from "../api/queries";
import type { Organisation } from "../api/types";
import { SettingsFrame } from "../settings/SettingsFrame";
import { LoadError } from "../ui/Notice/Notice";
import { Pending } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { atLeast, type roles } from "./roles";

/** A page about one of the reader's organisations, for those with a role in it. */
export function OrganisationFrame({
  id,
  title,
  intro,
  needs = "viewer",
  children,
}: {
  id: string;
  /** Left out: the organisation's name. */
  title?: string;
  intro?: (one: Organisation) => ReactNode;
  needs?: (typeof roles)[number];
  children: (one: Organisation) => ReactNode;
}) {
  const organisations = useQuery(queries.organisations());
  const one = organisations.data?.find((o) => o.id === id);
  return (
    <SettingsFrame title={title ?? one?.name ?? "Organisation"} intro={one && intro?.(one)} org={one}>
      {one ? (
        atLeast(one.role, needs) ? (
          children(one)
        ) : (
          <Pending>
            This is for the {needs}s of {one.name}. Ask one of them.
          </Pending>
        )
      ) : organisations.isError && !organisations.data ? (
        <LoadError error={organisations.error} retry={() => void organisations.refetch()} />
      ) : organisations.isPending ? (
        <Skeleton height="12rem" />
      ) : (
        <Pending>You are not a member of this organisation, or it has been deleted.</Pending>
      )}
    </SettingsFrame>
  );
}
