import type { Field } from './field-types'

export const partyFields: Field[] = [
  { name: 'side', label: 'side', kind: 'term', group: 'Side', radio: true, required: true },
  { name: 'kind', label: 'partyKind', kind: 'term', group: 'PartyKind', radio: true, required: true, start: () => 'person' },
  { name: 'name', label: 'partyName', kind: 'text', required: true },
  { name: 'id_number', label: 'idNumber', kind: 'text' },
  { name: 'phone', label: 'phone', kind: 'text' },
  { name: 'address', label: 'address', kind: 'text' },
  { name: 'birth', label: 'birth', kind: 'date', max: ({ today }) => today },
]

// What may be corrected. Untouched is null: only what is touched is sent.
export const correctionFields: Field[] = [
  { name: 'type', label: 'type', kind: 'term', group: 'DisputeType' },
  { name: 'source', label: 'source', kind: 'term', group: 'Source' },
  { name: 'summary', label: 'summary', kind: 'long', rows: 5 },
  { name: 'amount', label: 'amount', kind: 'amount' },
  { name: 'people', label: 'people', kind: 'number' },
  { name: 'major', label: 'major', kind: 'yes', start: () => null },
  { name: 'division', label: 'village', kind: 'division' },
  { name: 'parties', label: 'parties', kind: 'rows', fields: partyFields, add: 'addParty', start: () => null },
]
