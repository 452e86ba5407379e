// What is counted per part: cases, people and money. The parts add up.
export const splitMetrics = [
  'screened', 'accepted', 'mediated', 'settled', 'pending', 'overdue', 'refused', 'withdrawn', 'terminated', 'struck_off',
  'reopened', 'on_time', 'performed', 'confirmed', 'oral', 'written', 'people', 'amount',
] as const
