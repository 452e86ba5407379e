// Law: two thirds of the seats must be present, more than half of those present must be in favour.
export const quorum = (seats: number): number => Math.ceil((seats * 2) / 3)
export const carried = (inFavour: number, present: number): boolean => inFavour * 2 > present
