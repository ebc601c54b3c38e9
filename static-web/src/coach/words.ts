import type { ItemAction, Step } from "./coach";

interface Words {
  title: string;
  intro: string;
  category: string;
  language: string;
  premium: string;
  streak: (days: number) => string;
  longest: (days: number) => string;
  done: (steps: number, all: number) => string;
  minutes: (minutes: number) => string;
  renews: (when: string) => string;
  template: string;
  open: string;
  guest: string;
  claim: string;
  actions: Record<ItemAction, string>;
  steps: Record<Step["action"], string>;
}

/** The page's own words; those of the plan come from the server, in the plan's language. */
export const words: Record<string, Words> = {
  en: {
    title: "Coach",
    intro: "Five steps a day for a feed that gives you more of what you want.",
    category: "Category",
    language: "Language",
    premium: "with a Coach tier",
    streak: (days) => `${days} ${days === 1 ? "day" : "days"} in a row`,
    longest: (days) => `longest: ${days}`,
    done: (steps, all) => `${steps} of ${all} steps done`,
    minutes: (minutes) => `about ${minutes} min to watch`,
    renews: (when) => `next plan ${when}`,
    template:
      "Videos of this category are still being collected. Until then, here is a plan to search by; it changes by itself.",
    open: "Open",
    guest: "Without an account this browser alone knows you. Sign up, and what you did comes along.",
    claim: "Take over what I did here before I had an account",
    actions: {
      watched: "Watched",
      liked: "Liked",
      blocked: "Blocked",
      followed: "Followed",
      searched: "Searched",
    },
    steps: { watch: "Watch", like: "Like", follow: "Follow", block: "Block", search: "Search" },
  },
  ru: {
    title: "Коуч",
    intro: "Пять шагов в день — и лента даёт больше того, что вы хотите.",
    category: "Категория",
    language: "Язык",
    premium: "с тарифом Coach",
    streak: (days) => `Дней подряд: ${days}`,
    longest: (days) => `лучший результат: ${days}`,
    done: (steps, all) => `Готово шагов: ${steps} из ${all}`,
    minutes: (minutes) => `смотреть около ${minutes} мин`,
    renews: (when) => `следующий план: ${when}`,
    template: "Видео этой категории ещё собираются. Пока вот план для поиска; он обновится сам.",
    open: "Открыть",
    guest: "Без аккаунта вас знает только этот браузер. Зарегистрируйтесь — всё сделанное останется.",
    claim: "Забрать сделанное до регистрации",
    actions: {
      watched: "Посмотрел(а)",
      liked: "Понравилось",
      blocked: "Заблокировал(а)",
      followed: "Подписался(-ась)",
      searched: "Поискал(а)",
    },
    steps: {
      watch: "Смотреть",
      like: "Лайкать",
      follow: "Подписаться",
      block: "Заблокировать",
      search: "Искать",
    },
  },
  es: {
    title: "Coach",
    intro: "Cinco pasos al día para un feed con más de lo que quieres.",
    category: "Categoría",
    language: "Idioma",
    premium: "con un plan Coach",
    streak: (days) => `${days} ${days === 1 ? "día seguido" : "días seguidos"}`,
    longest: (days) => `récord: ${days}`,
    done: (steps, all) => `${steps} de ${all} pasos hechos`,
    minutes: (minutes) => `unos ${minutes} min para ver`,
    renews: (when) => `próximo plan: ${when}`,
    template:
      "Los vídeos de esta categoría aún se están reuniendo. Mientras, aquí tienes un plan para buscar; cambiará solo.",
    open: "Abrir",
    guest: "Sin cuenta solo te conoce este navegador. Regístrate y lo hecho se viene contigo.",
    claim: "Traer lo que hice antes de tener cuenta",
    actions: {
      watched: "Visto",
      liked: "Me gustó",
      blocked: "Bloqueado",
      followed: "Seguido",
      searched: "Buscado",
    },
    steps: { watch: "Ver", like: "Me gusta", follow: "Seguir", block: "Bloquear", search: "Buscar" },
  },
};

export const wordsIn = (language: string): Words => words[language] ?? (words.en as Words);

export const languageNames: Record<string, string> = { en: "English", ru: "Русский", es: "Español" };
