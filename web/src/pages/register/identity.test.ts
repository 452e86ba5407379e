import { describe, expect, it } from 'vitest'

import { ageOn, checkIdentity, isChild, tidyIdentity } from './identity'

const today = '2022-06-01'

describe('checkIdentity', () => {
  // The example of the standard itself, and one that ends in X.
  it('takes right numbers and reads birth and sex from them', () => {
    expect(checkIdentity('11010519491231002X', today)).toEqual({ fault: null, unfinished: false, person: { birth: '1949-12-31', sex: 'female' } })
    expect(checkIdentity('440524188001010014', today).person).toEqual({ birth: '1880-01-01', sex: 'male' })
  })
  it('says nothing of an empty one and waits for an unfinished one', () => {
    expect(checkIdentity('', today)).toEqual({ fault: null, unfinished: false, person: null })
    expect(checkIdentity('1101051949', today)).toEqual({ fault: null, unfinished: true, person: null })
  })
  it('says what is wrong', () => {
    expect(checkIdentity('110105194912310021', today).fault).toMatch(/校验码/)
    expect(checkIdentity('11010519491331002X', today).fault).toMatch(/出生日期/)
    expect(checkIdentity('110105202302300021', today).fault).toMatch(/出生日期/)
    expect(checkIdentity('11010520220602', today).fault).toMatch(/出生日期/)
    expect(checkIdentity('11010X', today).fault).toMatch(/数字/)
    expect(checkIdentity('1101051949123100211', today).fault).toMatch(/18位/)
  })
})

it('tidies what people type', () => expect(tidyIdentity(' 110105 19491231 ００2x')).toBe('11010519491231002X'))

it('counts full years', () => {
  expect(ageOn('1990-06-01', today)).toBe(32)
  expect(ageOn('1990-06-02', today)).toBe(31)
})

it('tells a child until the end of the fourteenth birthday', () => {
  expect(isChild('2007-05-10', '2021-05-10')).toBe(true)
  expect(isChild('2007-05-10', '2021-05-11')).toBe(false)
  expect(isChild('2007-12-31', '2021-12-31')).toBe(true)
  expect(isChild('2007-12-31', '2022-01-01')).toBe(false)
  expect(isChild('2008-02-29', '2022-02-28')).toBe(true)
  expect(isChild('2008-02-29', '2022-03-01')).toBe(true)
  expect(isChild('2008-02-29', '2022-03-02')).toBe(false)
})
