export interface Found {
  value: string
  text: string
  note?: string
}

// Of search-field.vue and of the list that it fetches. With `ask` the choices are what it finds, asked for while one types.
export interface SearchProps {
  choices: readonly Found[]
  multiple?: boolean
  clearable?: boolean
  placeholder?: string
  disabled?: boolean
  ask?: (words: string) => void
  asking?: boolean
}
