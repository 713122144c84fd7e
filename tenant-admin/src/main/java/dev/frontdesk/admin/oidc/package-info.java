/**
 * Access tokens of an OpenID Connect issuer: {@link dev.frontdesk.admin.oidc.Tokens} tells who a token is of. The check itself is pure
 * ({@link dev.frontdesk.admin.oidc.TokenCheck}); keys come from the issuer ({@link dev.frontdesk.admin.oidc.Issuer}) and are kept
 * ({@link dev.frontdesk.admin.oidc.IssuerKeys}), so that no request waits for it as a rule.
 */
@NullMarked
package dev.frontdesk.admin.oidc;

import org.jspecify.annotations.NullMarked;
