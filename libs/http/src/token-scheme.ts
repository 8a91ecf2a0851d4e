/** The name of the security scheme: what `/docs` asks for under *Authorize*. */
export const TOKEN_SCHEME = 'token';
