// Keeps the page up to date. Everything works without it: this only reloads the parts marked data-live, and says times as the reader has them.
'use strict';

const every = 2000;
const raw = new Map();

function pad(number) {
  return String(number).padStart(2, '0');
}

function near(at) {
  const seconds = Math.round((at - Date.now()) / 1000);
  const size = Math.abs(seconds);
  const [amount, unit] = size < 60 ? [size, 's'] : size < 3600 ? [Math.round(size / 60), 'min'] : size < 86400 ? [Math.round(size / 3600), 'h'] : [Math.round(size / 86400), 'd'];
  return seconds > 0 ? `in ${amount} ${unit}` : `${amount} ${unit} ago`;
}

function sayTimes(root) {
  const today = new Date().toDateString();
  for (const time of root.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    const day = at.toDateString() === today ? '' : `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} `;
    const text = `${day}${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
    if (time.textContent !== text) time.textContent = text;
    time.title = `${near(at)} · ${time.dateTime}`;
  }
}

function isSelecting(part) {
  const selection = document.getSelection();
  return !selection.isCollapsed && (part.contains(selection.anchorNode) || part.contains(selection.focusNode));
}

// What a person has opened, scrolled or stands on stays as it is; things are known by their id.
function replace(part, fresh) {
  const open = [...part.querySelectorAll('details[open][id]')].map((details) => details.id);
  const stands = part.contains(document.activeElement) ? standing(document.activeElement) : null;
  const scrolled = [...part.querySelectorAll('pre')].map((pre) => pre.scrollTop);
  part.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  part.querySelectorAll('pre').forEach((pre, index) => (pre.scrollTop = scrolled[index] ?? 0));
  sayTimes(part);
  if (stands) (stands.summary ? document.getElementById(stands.id)?.querySelector('summary') : document.getElementById(stands.id))?.focus({ preventScroll: true });
}

function standing(element) {
  return element.localName === 'summary' ? { id: element.parentElement.id, summary: true } : { id: element.id, summary: false };
}

function take(fresh) {
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(part.id);
    if (!next || raw.get(part.id) === next.innerHTML || isSelecting(part)) continue;
    raw.set(part.id, next.innerHTML);
    replace(part, next);
  }
  // The orders are a form, which is left alone while somebody fills it in, unless the state no longer allows what it offers.
  const orders = document.getElementById('orders');
  const allowed = fresh.getElementById('orders');
  if (orders && allowed && orders.dataset.state !== allowed.dataset.state && !orders.contains(document.activeElement)) orders.replaceWith(allowed);
  const token = fresh.querySelector('input[name=token]')?.value;
  if (token) for (const input of document.querySelectorAll('input[name=token]')) input.value = token;
}

function complain(text) {
  const pulse = document.getElementById('pulse');
  pulse.hidden = text === '';
  pulse.textContent = text;
}

async function refresh() {
  if (document.hidden) return;
  try {
    const address = new URL(location.href);
    address.searchParams.delete('said');
    const answer = await fetch(address, { cache: 'no-store' });
    if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    complain(answer.ok ? '' : 'What is shown here is gone.');
  } catch {
    complain('The host does not answer.');
  }
}

// What an order came to is said once, not again at each reload.
if (new URL(location.href).searchParams.has('said')) {
  const address = new URL(location.href);
  address.searchParams.delete('said');
  history.replaceState(null, '', address);
}

for (const part of document.querySelectorAll('[data-live]')) raw.set(part.id, part.innerHTML);
sayTimes(document);

// A page that answers an order was posted to: there is nothing to reload it from.
const posted = location.pathname.startsWith('/_host/orchestration/');
async function run() {
  await refresh();
  setTimeout(run, every);
}
if (!posted && document.querySelector('[data-live]')) setTimeout(run, every);
