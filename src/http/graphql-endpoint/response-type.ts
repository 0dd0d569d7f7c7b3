import Negotiator from 'negotiator';

/** The media types that Apollo Server answers in, in its order, as it writes them. */
const answered = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];
/** One that it answers too, and we do not. */
const callback = 'application/json; callbackSpec=1.0; charset=utf-8';

/**
 * The media type of an answer for an `Accept` header, by GraphQL over HTTP; undefined where Apollo Server must tell that there
 * is none. It goes by the same library, so an answer has the same type whoever gives it.
 */
export function responseTypeFor(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '') return answered[0];
  const preferred = new Negotiator({ headers: { accept } }).mediaType([...answered, callback]);
  return preferred !== undefined && answered.includes(preferred) ? preferred : undefined;
}
