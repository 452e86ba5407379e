// Identity numbers after GB 11643: six digits of a division, the day of birth, three of a sequence (odd: male), a check digit.
import { localDay } from '@/format'
import { t } from '@/texts/register'

export interface Person {
  birth: string
  sex: 'male' | 'female'
}
export interface IdentityCheck {
  // What is wrong, or nothing. While it is being typed a number that is only short is `unfinished`, which is no fault yet.
  fault: string | null
  unfinished: boolean
  person: Person | null
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

// Spaces out, full-width digits and a small x as people type them.
export function tidyIdentity(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
}

const wrong = (fault: string): IdentityCheck => ({ fault, unfinished: false, person: null })

export function checkIdentity(number: string, today: string): IdentityCheck {
  if (number === '') return { fault: null, unfinished: false, person: null }
  if (number.length > 18) return wrong(t('idTooLong'))
  if (!/^\d{0,17}[\dX]?$/.test(number) || (number.includes('X') && number.length !== 18)) return wrong(t('idCharacters'))
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (number.length >= 14 && (!isRealDay(birth) || birth < '1850-01-01' || birth > localDay(today)))
    return wrong(t('idBirth', { birth }))
  if (number.length < 18) return { fault: null, unfinished: true, person: null }
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  if (checkDigits[sum % 11] !== number[17]) return wrong(t('idCheckDigit'))
  return { fault: null, unfinished: false, person: { birth, sex: Number(number[16]) % 2 ? 'male' : 'female' } }
}

// Full years on a day.
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

// Under fourteen by the rule of the server (core/law/child): until the end of the fourteenth birthday, which for those
// born on 29 February is 1 March.
export function isChild(birth: string, day: string): boolean {
  const birthday = birth.slice(5) === '02-29' ? '03-01' : birth.slice(5)
  return day <= `${Number(birth.slice(0, 4)) + 14}-${birthday}`
}
