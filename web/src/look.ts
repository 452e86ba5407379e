// How the person wants to see it; kept in the browser, also after signing out. Here and not in a store, since the very
// beginning (main.ts) wants it before there are stores.
const kept = (key: string): string | null => localStorage.getItem(`tiaojie.${key}`)

export const wantsDark = (): boolean =>
  kept('dark') ? kept('dark') === 'yes' : matchMedia('(prefers-color-scheme: dark)').matches
export const wantsLarge = (): boolean => kept('large') === 'yes'
export const wantsKeys = (): boolean => kept('keys') !== 'no'

export function keepWish(key: 'dark' | 'large' | 'keys', wish: boolean): void {
  localStorage.setItem(`tiaojie.${key}`, wish ? 'yes' : 'no')
}

export function showLook(dark: boolean, large: boolean): void {
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('large', large)
}
