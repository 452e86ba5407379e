// Where the browser remembers who is signed in; not a secret, and not enough to be let in.
export const rememberedKey = 'tiaojie.session'
