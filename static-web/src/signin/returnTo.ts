/** Where somebody wanted to go before they had to sign in. Only places of this site: the address bar can be anyone's text. */
export function returnTo(search: string, origin = window.location.origin): string {
  const wanted = new URLSearchParams(search).get("returnTo") ?? "/";
  const url = URL.canParse(wanted, origin) ? new URL(wanted, origin) : null;
  const here = url?.origin === origin && wanted.startsWith("/") && !url.pathname.startsWith("//");
  return here ? url.pathname + url.search : "/";
}

/**
 * The way to the sign-in and back. What stands behind the # stays there, also on the way: an invitation's token is to reach no
 * server's log.
 */
export function signInPath(from: { pathname: string; search: string; hash: string }): string {
  const place = from.pathname + from.search;
  const query = place === "/" ? "" : `?returnTo=${encodeURIComponent(place)}`;
  return `/login${query}${from.hash}`;
}
