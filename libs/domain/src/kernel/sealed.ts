/** Free text and identity numbers in the facts: the hub seals them, and the law reads no more than that they are given. */
declare const sealed: unique symbol;

/**
 * What a party sent and the hub always seals (`Sent`: its form on the wire, a text unless said). Given or not, passed on
 * as it is, never read: nothing is in it when a case is assessed. To the compiler it is a kind of symbol and no string,
 * because of a symbol no sentence, key or comparison with a text can be made. Whether it is given is asked by comparing
 * with `undefined`; covered, a text is empty.
 */
export type Sealed<Sent = string> = symbol & { readonly [sealed]: Sent };

type Plain = string | number | boolean | null | undefined;

/** A fact's data as the party sent it, before the hub seals what it seals. */
export type AsSent<T> =
  T extends Sealed<unknown> ? T[typeof sealed] : T extends Plain ? T : { [Key in keyof T]: AsSent<T[Key]> };
