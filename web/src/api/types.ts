// Short names for the shapes of the OpenAPI document.
import type { components } from './schema'

export type Shapes = components['schemas']
export type Shape<Name extends keyof Shapes> = Shapes[Name]

export type Command = Shape<'Command'>
export type CommandName = Shape<'CommandName'>
export type CommandOf<Name extends CommandName> = Shape<`Command.${Name}`>
export type Outcome = Shape<'Outcome'>
export type Session = Shape<'Session'>
export type Role = Shape<'Role'>
export type FieldProblem = Shape<'FieldProblem'>
