// All words a person reads. Each page has one file beside this one:  export const t = texts({ title: '工作台' })
// and uses  t('title')  or, with places to fill,  t('left', { days: 3 })  for '还有{days}日'.
// A second language is a second object of the same keys in the same file, chosen by `language`.
export type Language = 'zh-CN' | 'en'
export type Places = Record<string, string | number>

let language: Language = 'zh-CN'

export function setLanguage(given: Language): void {
  language = given
  document.documentElement.lang = given
}

export function texts<Messages extends Record<string, string>>(
  chinese: Messages,
  others: Partial<Record<Language, Record<keyof Messages, string>>> = {},
) {
  return (key: keyof Messages & string, places: Places = {}): string => {
    const text = others[language]?.[key] ?? chinese[key] ?? key
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole))
  }
}
