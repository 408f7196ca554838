/** The headers of every answer: nothing is loaded or run that does not come from here. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { paths } from '../paths';

export interface HeaderSettings {
  /**
   * Where a form may lead through a redirect: the identity provider, when a button begins or ends
   * a login there (browsers hold form-action against redirects too).
   */
  loginOrigins: readonly string[];
  /** False on a practice machine, where the browser must not insist on https. */
  isHttps: boolean;
}

export function securityHeaders(settings: HeaderSettings): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'", ...settings.loginOrigins],
        'frame-src': ["'none'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    strictTransportSecurity: settings.isHttps,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Camera and microphone are for the one page that tries them; no page asks where anybody is. */
export function deviceHeaders(): RequestHandler {
  return (request, response, next) => {
    // The router takes an address with a slash at its end for the same page.
    const at = request.path.replace(/\/$/, '');
    const allowed = at === paths.cameraCheck.to() ? 'self' : '';
    response.set(
      'Permissions-Policy',
      `camera=(${allowed}), microphone=(${allowed}), geolocation=(), display-capture=()`,
    );
    next();
  };
}
